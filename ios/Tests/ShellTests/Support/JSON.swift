import Foundation
import SteppingstoneCore

/// A piece of JSON, as far as journeys need it.
enum JSON: Codable {
    case null
    case bool(Bool)
    case number(Int64)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Int64.self) {
            self = .number(number)
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let array = try? value.decode([JSON].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .number(let number): try value.encode(number)
        case .string(let string): try value.encode(string)
        case .array(let array): try value.encode(array)
        case .object(let object): try value.encode(object)
        }
    }

    /// This piece as the core writes it: keys sorted, no white space.
    func canonical() throws -> String {
        try canonicalJson(json: String(decoding: JSONEncoder().encode(self), as: UTF8.self))
    }

    /// The same with one value changed.
    var withOneValueChanged: JSON {
        switch self {
        case .null: .bool(true)
        case .bool(let bool): .bool(!bool)
        case .number(let number): .number(number + 1)
        case .string(let string): .string(string + "?")
        case .array(let array): .array((array.first.map { [$0.withOneValueChanged] } ?? [.null]) + array.dropFirst())
        case .object(let object): .object(object.withOneValueChanged)
        }
    }
}

extension [String: JSON] {
    fileprivate var withOneValueChanged: Self {
        guard let key = keys.min() else { return ["planted": .null] }
        return merging([key: self[key, default: .null].withOneValueChanged]) { $1 }
    }
}

// MARK: - Reading

struct NotInTheFormat: Error, CustomStringConvertible {
    let description: String
}

extension JSON {
    /// What stands under `key`; a missing key is `null`.
    subscript(key: String) -> JSON {
        guard case .object(let object) = self else { return .null }
        return object[key] ?? .null
    }

    /// What `read` makes of this, or `nil` for `null`.
    func optional<Value>(_ read: (JSON) throws -> Value) rethrows -> Value? {
        if case .null = self { return nil }
        return try read(self)
    }

    func string() throws -> String {
        guard case .string(let string) = self else { throw NotInTheFormat(description: "no text: \(self)") }
        return string
    }

    func bool() throws -> Bool {
        guard case .bool(let bool) = self else { throw NotInTheFormat(description: "neither true nor false: \(self)") }
        return bool
    }

    func integer<Integer: FixedWidthInteger>() throws -> Integer {
        guard case .number(let number) = self, let integer = Integer(exactly: number) else {
            throw NotInTheFormat(description: "no \(Integer.self): \(self)")
        }
        return integer
    }

    func array<Element>(_ read: (JSON) throws -> Element) throws -> [Element] {
        guard case .array(let array) = self else { throw NotInTheFormat(description: "no list: \(self)") }
        return try array.map(read)
    }
}
