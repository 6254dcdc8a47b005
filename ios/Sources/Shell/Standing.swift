import SteppingstoneCore

extension Start {
    /// The guide that the app begins with.
    public static let checkIn = Start(guide: "check_in")
}

extension Step {
    /// Where the person stands in a draft; `nil` while no draft is on screen.
    public var place: Place? {
        switch self {
        case .ask(let at, _, _, _, _), .review(let at, _, _): at
        case .resting, .occupied, .ended: nil
        }
    }

    /// The draft that this step is about; `nil` once it is over.
    public var draft: DraftId? {
        switch self {
        case .ask(let at, _, _, _, _), .review(let at, _, _): at.draft
        case .resting(let draft, _): draft
        case .occupied(let draft): draft.id
        case .ended: nil
        }
    }
}
