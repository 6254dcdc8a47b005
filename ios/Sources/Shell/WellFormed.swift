import SteppingstoneCore

// Texts that come from Objective-C may hold half a character (a lone surrogate). Rust knows no such text, so each half
// becomes U+FFFD, the same on every platform, before the text leaves Swift.

extension String {
    var wellFormed: String {
        String(decoding: utf16, as: UTF16.self)
    }
}

extension Words {
    var wellFormed: Words {
        Words(text: text.wellFormed)
    }
}

extension Answer {
    /// The same answer; everything a person may have typed into it is well-formed.
    var wellFormed: Answer {
        switch self {
        case .text(let words, let rating):
            .text(words: words.wellFormed, rating: rating)
        case .composed(let words, let rating):
            .composed(words: words.wellFormed, rating: rating)
        case .chosen(let ids, let note):
            .chosen(ids: ids, note: note?.wellFormed)
        case .judged(let verdicts, let other):
            .judged(verdicts: verdicts, other: other?.wellFormed)
        case .sorted(let lines):
            .sorted(lines: lines.map { SortedLine(text: $0.text.wellFormed, kind: $0.kind) })
        case .person(.new(let alias)):
            .person(who: .new(alias: alias.wellFormed))
        case .person(.known), .rating, .labels, .shares, .when, .seen:
            self
        }
    }
}
