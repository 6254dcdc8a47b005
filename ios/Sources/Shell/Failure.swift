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
        case .core(let error): error.chromeKey
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

extension SteppingstoneError {
    fileprivate var chromeKey: String {
        switch self {
        case .NotFound: "error.not_found"
        case .Invalid(_, .tooLong): "error.too_long"
        case .Invalid(.rating, .outOfRange): "error.out_of_range"
        case .Invalid(.date, .outOfRange): "error.in_the_past"
        case .Invalid: "error.invalid"
        case .TooNew: "error.too_new"
        case .Locked: "error.locked"
        case .Storage(.full): "error.full"
        case .Storage(.readOnly): "error.read_only"
        case .Storage(.corrupt): "error.corrupt"
        case .Storage: "error.storage"
        }
    }
}
