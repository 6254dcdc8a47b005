import Shell
import SteppingstoneCore

/// A person who answers whatever is asked, in the quickest way: most often in a check-in.
struct CheckIn {
    /// What they write wherever they may write.
    var words = Words(text: "They left without me.")
    /// How strong it is.
    var intensity: UInt8 = 50
    /// What they choose where this is offered.
    var wishes: Set<String> = ["tomorrow"]

    /// The answer to a prompt.
    func answer(to prompt: Prompt) -> Answer {
        switch prompt.input {
        case .text(_, _, let scale):
            .text(words: words, rating: scale == nil ? nil : 50)
        case .scale:
            .rating(value: prompt.id == "intensity" ? intensity : 50)
        case .labels(let families, _, _):
            .labels(labels: families.prefix(1).flatMap { $0.words.prefix(1) }.map { Label(id: $0.id, rating: nil) })
        case .choice(let options, _, let note):
            .chosen(ids: [choice(of: options)], note: note == nil ? nil : words)
        case .lines(let lines, _):
            .sorted(lines: lines.map { SortedLine(text: $0.text, kind: $0.guess) })
        case .shares(let parts):
            .shares(shares: parts.map { Share(id: $0.id, percent: $0 == parts.last ? 100 : 0) })
        case .suggestion(let suggestions, _):
            .judged(verdicts: suggestions.map { Verdict(id: $0.id, accepted: true) }, other: words)
        case .compose(let drafts, _, let scale):
            .composed(words: drafts.first?.text ?? words, rating: scale == nil ? nil : 50)
        case .when(let picks, _):
            .when(when: picks.first?.when ?? When(first: CivilMinute(date: "2030-01-01", minute: 540), repeat: .once))
        case .person:
            .person(who: .new(alias: words))
        case .info(_, let options):
            .seen(choice: options.isEmpty ? nil : choice(of: options))
        }
    }

    private func choice(of options: [Chip]) -> String {
        let wished = options.first { wishes.contains($0.id) }
        return (wished ?? options.first)?.id ?? ""
    }

    /// Plays a guide through to its record.
    func play(_ start: Start, through gateway: Gateway) async throws -> RecordId {
        var step = try await gateway.start(start).step
        while true {
            switch step {
            case .ask(let at, let prompt, _, _, _):
                step = try await gateway.answer(answer(to: prompt), to: prompt.id, at: at).step
            case .review(let at, _, _): step = try await gateway.finish(at: at).step
            case .ended(let record?, _): return record
            case .resting, .occupied, .ended: throw NotInTheFormat(description: "no record of \(start.guide)")
            }
        }
    }

    /// Answers everything that `model` asks, finishes, and returns every step that was seen.
    @MainActor
    func answerAll(in model: GuideModel) async -> [Step] {
        var seen: [Step] = []
        while let step = model.step, model.failure == nil {
            seen.append(step)
            switch step {
            case .ask(_, let prompt, _, _, _): await model.answer(answer(to: prompt))
            case .review: await model.finish()
            case .resting, .occupied, .ended: return seen
            }
        }
        return seen
    }
}
