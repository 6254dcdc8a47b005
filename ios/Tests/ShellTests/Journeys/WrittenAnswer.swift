import Foundation
import SteppingstoneCore

// Answers as journeys write them, which is as the core stores them.

extension Answer {
    init(written json: JSON) throws {
        switch try json["kind"].string() {
        case "text": self = .text(words: try Words(written: json["words"]), rating: try json["rating"].rating())
        case "composed": self = .composed(words: try Words(written: json["words"]), rating: try json["rating"].rating())
        case "rating": self = .rating(value: try json["value"].integer())
        case "labels": self = .labels(labels: try json["labels"].array(Label.init(written:)))
        case "chosen":
            self = .chosen(
                ids: try json["ids"].array { try $0.string() }, note: try json["note"].optional(Words.init(written:)))
        case "sorted": self = .sorted(lines: try json["lines"].array(SortedLine.init(written:)))
        case "shares": self = .shares(shares: try json["shares"].array(Share.init(written:)))
        case "judged":
            self = .judged(
                verdicts: try json["verdicts"].array(Verdict.init(written:)),
                other: try json["other"].optional(Words.init(written:)))
        case "when": self = .when(when: try When(written: json["when"]))
        case "person": self = .person(who: try Who(written: json["who"]))
        case "seen": self = .seen(choice: try json["choice"].optional { try $0.string() })
        case let kind: throw NotInTheFormat(description: "unknown answer: \(kind)")
        }
    }
}

extension JSON {
    fileprivate func rating() throws -> UInt8? {
        try optional { try $0.integer() }
    }
}

extension Words {
    init(written json: JSON) throws {
        self.init(text: try json.string())
    }
}

extension Label {
    fileprivate init(written json: JSON) throws {
        self.init(id: try json["id"].string(), rating: try json["rating"].rating())
    }
}

extension SortedLine {
    fileprivate init(written json: JSON) throws {
        self.init(text: try Words(written: json["text"]), kind: try LineKind(written: json["kind"]))
    }
}

extension LineKind {
    fileprivate init(written json: JSON) throws {
        switch try json.string() {
        case "saw": self = .saw
        case "heard": self = .heard
        case "guessed": self = .guessed
        case let kind: throw NotInTheFormat(description: "unknown kind of line: \(kind)")
        }
    }
}

extension Share {
    fileprivate init(written json: JSON) throws {
        self.init(id: try json["id"].string(), percent: try json["percent"].integer())
    }
}

extension Verdict {
    fileprivate init(written json: JSON) throws {
        self.init(id: try json["id"].string(), accepted: try json["accepted"].bool())
    }
}

extension Who {
    fileprivate init(written json: JSON) throws {
        switch try json["kind"].string() {
        case "new": self = .new(alias: try Words(written: json["alias"]))
        case "known": self = .known(id: try json["id"].string())
        case let kind: throw NotInTheFormat(description: "unknown kind of person: \(kind)")
        }
    }
}

extension When {
    fileprivate init(written json: JSON) throws {
        let first = json["first"]
        self.init(
            first: CivilMinute(date: try first["date"].string(), minute: try first["minute"].integer()),
            repeat: try Repeat(written: json["repeat"])
        )
    }
}

extension Weekday {
    fileprivate init(written json: JSON) throws {
        switch try json.string() {
        case "monday": self = .monday
        case "tuesday": self = .tuesday
        case "wednesday": self = .wednesday
        case "thursday": self = .thursday
        case "friday": self = .friday
        case "saturday": self = .saturday
        case "sunday": self = .sunday
        case let day: throw NotInTheFormat(description: "unknown day: \(day)")
        }
    }
}

extension Repeat {
    fileprivate init(written json: JSON) throws {
        switch try json["kind"].string() {
        case "once": self = .once
        case "daily": self = .daily
        case "weekdays": self = .weekdays(days: try json["days"].array { try Weekday(written: $0) })
        case "every_days": self = .everyDays(days: try json["days"].integer())
        case "per_week":
            let days = try json["days"].array { try Weekday(written: $0) }
            self = .perWeek(times: try json["times"].integer(), days: days)
        case "monthly": self = .monthly
        case let kind: throw NotInTheFormat(description: "unknown repeat: \(kind)")
        }
    }
}
