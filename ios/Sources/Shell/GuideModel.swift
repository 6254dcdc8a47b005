import Observation
import SteppingstoneCore

/// A guide on screen. It shows the step it was given and passes on what a person does; the core decides.
@MainActor
@Observable
public final class GuideModel {
    /// Where the person stands; `nil` until a guide was started or resumed.
    public private(set) var step: Step?
    /// Whether a call is under way. Until it is back, further taps do nothing.
    public private(set) var isBusy = false
    /// Why the last call changed nothing, until the next one.
    public private(set) var failure: Failure?

    /// Texts that were typed but not sent, by prompt. Only an answer that was saved, or the end of its draft, removes
    /// one. They are `Words` so that they are never printed.
    private var unsent: [Question: Words] = [:]
    @ObservationIgnored private let gateway: Gateway

    private struct Question: Hashable {
        let draft: DraftId
        let prompt: String
    }

    /// A model without a step yet.
    public init(gateway: Gateway) {
        self.gateway = gateway
    }

    /// The key of the sentence that says what went wrong, if something did.
    public var errorKey: String? {
        failure?.chromeKey
    }

    /// The text in the field on screen: what was typed and not yet sent, or else what was answered there before.
    public var typed: String {
        get {
            guard let question else { return "" }
            return (unsent[question] ?? step?.earlier?.ownWords)?.text ?? ""
        }
        set {
            guard let question else { return }
            unsent[question] = Words(text: newValue)
        }
    }

    // MARK: - What a person does

    /// Begins a guide. If another one is open, the step says so: resume it, set it aside or discard it.
    public func start(_ start: Start) async {
        await act { try await $0.start(start) }
    }

    /// Goes on with a draft.
    public func resume(_ draft: DraftId) async {
        await act { try await $0.resume(draft) }
    }

    /// Answers the question on screen. If that fails, the question and all that was typed stay.
    public func answer(_ answer: Answer) async {
        guard let place = step?.place, let question else { return }
        let sent = unsent[question]
        let isSaved = await act { try await $0.answer(answer, to: question.prompt, at: place) }
        if isSaved && unsent[question] == sent {
            unsent[question] = nil
        }
    }

    /// Passes over the question on screen.
    public func skip() async {
        guard let place = step?.place, let question else { return }
        await act { try await $0.skip(question.prompt, at: place) }
    }

    /// Goes back one question.
    public func back() async {
        guard let place = step?.place else { return }
        await act { try await $0.back(from: place) }
    }

    /// Ends the guide here; what was answered becomes the record.
    public func enough() async {
        guard let place = step?.place else { return }
        await act { try await $0.enoughForNow(at: place) }
    }

    /// Ends the guide after its review.
    public func finish() async {
        guard let place = step?.place else { return }
        await act { try await $0.finish(at: place) }
    }

    /// Keeps the draft on screen for later.
    public func setAside() async {
        guard let draft = step?.draft else { return }
        await act { try await $0.setAside(draft) }
    }

    /// Throws the draft on screen away, answers included.
    public func discard() async {
        guard let draft = step?.draft else { return }
        await act { try await $0.discard(draft) }
    }

    // MARK: - How it is done

    private var question: Question? {
        guard case .ask(let at, let prompt, _, _, _) = step else { return nil }
        return Question(draft: at.draft, prompt: prompt.id)
    }

    /// Makes one call and shows where it led; says whether it changed anything.
    @discardableResult
    private func act(_ call: @Sendable (Gateway) async throws -> Answered) async -> Bool {
        guard !isBusy else { return false }
        isBusy = true
        defer { isBusy = false }
        do {
            let answered = try await call(gateway)
            show(answered.step)
            failure = nil
            return !answered.changes.areas.isEmpty
        } catch {
            failure = Failure(error)
            return false
        }
    }

    private func show(_ next: Step) {
        if case .ended = next, let draft = step?.draft {
            unsent = unsent.filter { $0.key.draft != draft }
        }
        step = next
    }
}

extension Step {
    fileprivate var earlier: Answer? {
        guard case .ask(_, _, _, _, let earlier) = self else { return nil }
        return earlier
    }
}

extension Answer {
    /// The words that a text field would show for this answer.
    fileprivate var ownWords: Words? {
        switch self {
        case .text(let words, _), .composed(let words, _): words
        case .chosen(_, let note): note
        case .judged(_, let other): other
        case .person(.new(let alias)): alias
        case .person(.known), .rating, .labels, .sorted, .shares, .when, .seen: nil
        }
    }
}
