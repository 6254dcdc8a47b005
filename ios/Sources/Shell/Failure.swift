import SteppingstoneCore

/// What went wrong, without anything a person wrote: it may be logged as it is.
public enum Failure: Error, Hashable, Sendable {
    /// The core said no, and why.
    case core(SteppingstoneError)
    /// Something that should never happen did. Its description stays behind, since nobody knows what it quotes.
    case unforeseen

    /// Takes an error of any kind for what it is.
    public init(_ error: any Error) {
        self =
            switch error {
            case let failure as Failure: failure
            case let error as SteppingstoneError: .core(error)
            default: .unforeseen
            }
    }

    /// The key, among the core's ``SteppingstoneCore/chrome()``, of the sentence to show.
    public var chromeKey: String {
        switch self {
        case .core(let error): errorKey(error: error)
        case .unforeseen: "error.storage"
        }
    }

    /// Runs `body`, and turns whatever it throws into a ``Failure``.
    static func catching<Value>(_ body: () throws -> Value) throws(Failure) -> Value {
        do {
            return try body()
        } catch {
            throw Failure(error)
        }
    }
}
