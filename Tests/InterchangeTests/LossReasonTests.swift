import Diagnostics
import Foundation
import Interchange
import Testing

/// Every reason for a loss and every message of the module has a test.
@Suite struct LossReasonTests {
  private static func text(_ folder: URL) throws -> String {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    return try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
      .joined(separator: "\n")
  }

  @Test func everyReasonHasATest() throws {
    let tests = try Self.text(URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    let without = LossReason.allCases.map(\.rawValue).filter { reason in
      !tests.contains("\"\(reason)\"") && !tests.contains(" \(reason)\"")
    }
    #expect(without.isEmpty, "\(without)")
  }

  @Test func everyMessageHasATest() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let tests = try Self.text(here)
    let sources = try Self.text(
      here.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/Interchange"))
    let reasons = Set(LossReason.allCases.map(\.rawValue) + ExchangeFormat.allCases.map(\.rawValue))
    let ids = Set(sources.matches(of: /"([a-z0-9]+(?:-[a-z0-9]+)+)"/).map { String($0.1) }).subtracting(reasons)
      .subtracting(["not-held", "en-us"])
    let without = ids.filter { !tests.contains("\"\($0)\"") }.sorted()
    #expect(ids.count > 20 && without.isEmpty, "\(without)")
  }

  @Test func titlesAreInBothLanguages() {
    for reason in LossReason.allCases {
      #expect(reason.title.russian != reason.rawValue && reason.title.english != reason.rawValue, "\(reason)")
    }
  }
}
