import Foundation
import Shell
import SteppingstoneCore
import Testing

@Suite("What a person wrote is never printed")
struct RedactionTests {
    static let canary = "canary-7f3a"
    /// Words that set off all that the core makes of words.
    private let words = Words(text: "I am such a loser, nobody likes me, \(canary).")

    @Test("Words show their length only")
    func wordsAreRedacted() {
        #expect("\(words)".contains("bytes"))
        #expect(prints(of: words).allSatisfy { !$0.contains(Self.canary) })
    }

    @Test("Answers show no words")
    func answersAreRedacted() {
        let answers: [Answer] = [
            .text(words: words, rating: 50),
            .composed(words: words, rating: nil),
            .chosen(ids: ["other"], note: words),
            .sorted(lines: [SortedLine(text: words, kind: .saw)]),
            .judged(verdicts: [], other: words),
            .person(who: .new(alias: words)),
        ]
        for answer in answers {
            #expect(prints(of: answer).allSatisfy { !$0.contains(Self.canary) })
        }
    }

    @Test("Neither steps, nor records, nor a model with typed text show any", arguments: [50, 80])
    @MainActor
    func stepsAndRecordsAreRedacted(intensity: UInt8) async throws {
        let folder = try TemporaryFolder()
        let gateway = try TestJournal(in: folder).gateway
        let model = GuideModel(gateway: gateway)
        await model.start(.checkIn)
        let person = CheckIn(words: words, intensity: intensity, wishes: ["look_closer", "go_on"])
        var seen: [Any] = []
        var asked: Set<String> = []
        while let step = model.step, case .ask(_, let prompt, _, _, _) = step {
            model.typed = words.text
            seen += [step]
            asked.insert(prompt.id)
            #expect(prints(of: model).allSatisfy { !$0.contains(Self.canary) })
            await model.answer(person.answer(to: prompt))
            #expect(model.failure == nil)
        }
        seen += [try #require(model.step)] + (try await gateway.drafts())
        await model.finish()
        #expect(asked.isSuperset(of: ["event", "thought", "facts", "traps", "balanced", "when"]))
        let page = try await gateway.timeline(of: "check_in", limit: 10)
        let record = try #require(page.records.first).id
        try await gateway.setTags([Words(text: Self.canary)], of: record)
        seen += [page, try await gateway.entry(record)]
        let (found, tags) = (try await gateway.search("loser", limit: 10), try await gateway.tags())
        let (people, facts) = (try await gateway.people(), try await gateway.ownFacts(for: nil, words, limit: 5))
        #expect(!found.records.isEmpty && !tags.isEmpty && !people.isEmpty && !facts.isEmpty)
        seen += [found, tags, people, facts]
        for value in seen {
            #expect(prints(of: value).allSatisfy { !$0.contains(Self.canary) })
        }
        let story = try await gateway.story(record)
        #expect(story.contains { $0.text.text.contains(Self.canary) }, "the words are there, they just do not show")
    }

    @Test("Failures show none")
    @MainActor
    func failuresAreRedacted() async throws {
        let folder = try TemporaryFolder()
        let model = GuideModel(gateway: try TestJournal(in: folder).gateway)
        await model.start(.checkIn)
        await model.answer(.chosen(ids: [Self.canary], note: words))
        let failure = try #require(model.failure)
        #expect(prints(of: failure).allSatisfy { !$0.contains(Self.canary) })
        #expect(!failure.localizedDescription.contains(Self.canary))
    }

    /// Every way in which Swift puts a value into words.
    private func prints(of value: Any) -> [String] {
        var printed = ""
        print(value, to: &printed)
        var dumped = ""
        dump(value, to: &dumped)
        var debugged = ""
        debugPrint(value, to: &debugged)
        return [printed, dumped, debugged, "\(value)", String(describing: value), String(reflecting: value)]
            + Mirror(reflecting: value).children.map { "\($0.value)" }
    }
}
