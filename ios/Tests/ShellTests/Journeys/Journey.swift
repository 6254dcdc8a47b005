import Foundation
import Testing

/// A small life, as tests/journeys/README.md describes it.
struct Journey: Decodable {
    let seed: UInt64
    let now: Start
    var moves: [JSON]
    var records: JSON
    var plan: JSON

    struct Start: Decodable {
        let utcMs: Int64
        let zone: String

        enum CodingKeys: String, CodingKey {
            case utcMs = "utc_ms"
            case zone
        }
    }

    /// The same with one value of every expectation changed.
    var withWrongExpectations: Journey {
        var wrong = self
        wrong.moves = moves.map(\.withWrongExpectation)
        wrong.records = records.withOneValueChanged
        wrong.plan = plan.withOneValueChanged
        return wrong
    }

    /// The same with nothing but one move.
    func with(move: [String: JSON]) -> Journey {
        var other = self
        other.moves = [.object(move)]
        return other
    }

    /// Every place at which something is expected.
    var expectations: [String] {
        let ofMoves = moves.indices.filter { moves[$0].expectation != nil }.map(place(of:))
        return ofMoves + ["records", "plan"]
    }

    func place(of move: Int) -> String {
        let name = (try? moves[move]["do"].string()) ?? "?"
        return "move \(move): \(name)"
    }
}

extension JSON {
    /// What a move is expected to show; a move without an expectation must show nothing.
    var expectation: JSON? {
        guard case .object(let move) = self else { return nil }
        return move["expect"]
    }

    fileprivate var withWrongExpectation: JSON {
        guard case .object(var move) = self, let expected = move["expect"] else { return self }
        move["expect"] = expected.withOneValueChanged
        return .object(move)
    }
}

/// A file with a journey. Tests of many are told apart by its name.
struct JourneyFile: CustomTestStringConvertible {
    let url: URL

    var testDescription: String {
        url.lastPathComponent
    }

    func read() throws -> Journey {
        try JSONDecoder().decode(Journey.self, from: Data(contentsOf: url))
    }

    /// All journeys: in the folder that the environment names, or where they lie in the repository.
    static func all() throws -> [JourneyFile] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return files.filter { $0.pathExtension == "json" && $0.lastPathComponent != "schema.json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map(JourneyFile.init(url:))
    }

    static var folder: URL {
        if let named = ProcessInfo.processInfo.environment["STEPPINGSTONE_JOURNEYS"] {
            return URL(fileURLWithPath: named, isDirectory: true)
        }
        return URL(fileURLWithPath: #filePath)
            .appendingPathComponent("../../../../../tests/journeys", isDirectory: true).standardized
    }
}
