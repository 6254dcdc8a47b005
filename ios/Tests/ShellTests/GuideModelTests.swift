import Observation
import Shell
import SteppingstoneCore
import Testing

@Suite("Guide model")
@MainActor
struct GuideModelTests {
    private let folder: TemporaryFolder
    private let gateway: Gateway
    private let model: GuideModel

    init() throws {
        folder = try TemporaryFolder()
        gateway = try TestJournal(in: folder).gateway
        model = GuideModel(gateway: gateway)
    }

    @Test("What was typed survives an answer that is refused, and goes once it is saved")
    func keepsTypedText() async throws {
        try await ask("thought")
        let tooLong = String(repeating: "no ", count: 7_000)
        model.typed = tooLong
        await model.answer(.text(words: Words(text: model.typed), rating: nil))
        #expect(model.errorKey == "error.too_long")
        #expect(promptId == "thought")
        #expect(model.typed == tooLong)

        model.typed = "I am too much."
        await model.answer(.text(words: Words(text: model.typed), rating: nil))
        #expect(model.errorKey == nil)
        #expect(promptId != "thought")
        #expect(model.typed.isEmpty)
    }

    @Test("Typed text waits at its own prompt while the person goes back and forth")
    func keepsTextPerPrompt() async throws {
        try await ask("thought")
        model.typed = "half a thou"
        await model.back()
        #expect(promptId == "event")
        #expect(model.typed == CheckIn().words.text, "the earlier answer is there to start from")
        await model.skip()
        #expect(promptId == "thought")
        #expect(model.typed == "half a thou")
    }

    @Test("An answer that came too late is not saved, and so its text stays")
    func keepsTextOfLateAnswer() async throws {
        try await ask("thought")
        guard case .ask(let at, _, _, _, _) = model.step else { return }
        _ = try await gateway.answer(.text(words: Words(text: "faster"), rating: nil), to: "thought", at: at)
        model.typed = "slower"
        await model.answer(.text(words: Words(text: model.typed), rating: nil))
        #expect(promptId == "about_me")
        await model.back()
        #expect(model.typed == "slower")
    }

    @Test("A second guide finds the first one open, and the person decides")
    func findsOccupied() async throws {
        try await ask("intensity")
        let second = GuideModel(gateway: gateway)
        await second.start(.checkIn)
        guard case .occupied(let draft) = second.step else {
            Issue.record("the open guide was not found")
            return
        }
        await second.resume(draft.id)
        #expect(second.step == model.step)
        await second.setAside()
        guard case .resting = second.step else {
            Issue.record("the guide does not rest")
            return
        }
        await second.start(.checkIn)
        await second.discard()
        guard case .ended(nil, _) = second.step else {
            Issue.record("the guide was not thrown away")
            return
        }
        #expect(try await gateway.drafts().map(\.id) == [draft.id])
    }

    @Test("Enough for now makes a record of what there is")
    func endsEarly() async throws {
        try await ask("event")
        await model.enough()
        guard case .ended(let record?, _) = model.step else {
            Issue.record("nothing was kept")
            return
        }
        #expect(try await gateway.timeline(limit: 10).records.map(\.id) == [record])
    }

    @Test("A double tap is one answer")
    func takesOneTapAtATime() async throws {
        try await ask("intensity")
        async let first: Void = model.answer(.rating(value: 50))
        async let second: Void = model.answer(.rating(value: 100))
        _ = await (first, second)
        #expect(promptId == "event")
        #expect(!model.isBusy)
    }

    @Test("Screens are told of a new step")
    func isObservable() async {
        await confirmation { told in
            withObservationTracking {
                _ = model.step
            } onChange: {
                told()
            }
            await model.start(.checkIn)
        }
    }

    private var promptId: String? {
        guard case .ask(_, let prompt, _, _, _) = model.step else { return nil }
        return prompt.id
    }

    /// Answers a new check-in up to a prompt.
    private func ask(_ wanted: String) async throws {
        await model.start(.checkIn)
        while case .ask(_, let prompt, _, _, _) = model.step, prompt.id != wanted {
            await model.answer(CheckIn().answer(to: prompt))
            try #require(model.failure == nil)
        }
        try #require(promptId == wanted)
    }
}
