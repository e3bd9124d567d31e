import Diagnostics
import RouteModel
import Tables
import TestSupport
import Testing

@testable import Interchange

/// Files of the other systems with bytes changed, taken out and put in: nothing crashes, and everything read is either
/// taken or dropped.
@Suite struct BrokenFileTests {
  private static func broken(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...20, using: &random) {
      let position = Int.random(in: 0..<bytes.count, using: &random)
      let byte = Array("\",;\n0-/{}[]:К".utf8).randomElement(using: &random) ?? 0
      switch Int.random(in: 0...3, using: &random) {
      case 0: bytes[position] = byte
      case 1: bytes.remove(at: position)
      case 2: bytes.insert(byte, at: position)
      default:
        let end = min(bytes.count, position + 60)
        bytes.insert(contentsOf: bytes[position..<end], at: Int.random(in: 0..<bytes.count, using: &random))
      }
    }
    return bytes
  }

  @Test(arguments: 1...40) func nothingIsLostInSilence(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let keys = try Samples.keys()
    for name in ["quiz-ru.csv", "quiz-en.csv", "gradebook-ru.csv", "framework.csv", "framework-broken.csv"] {
      let bytes = Self.broken(try Samples.fixture(name), &random)
      guard let table = Table.read(foreign: bytes, file: name).table else { continue }
      var options = ResultsOptions()
      options.competency = "К3"
      let quiz = MoodleQuizReader.read(table, catalog: Samples.catalog, people: keys, options: options)
      let gradebook = MoodleGradebookReader.read(table, catalog: Samples.catalog, people: keys, options: options)
      let framework = MoodleFrameworkReader.read(table, keeping: Samples.catalog)
      for report in [quiz.report, gradebook.report, framework.report] {
        #expect(report.addsUp, "seed \(seed), \(name)")
      }
      for results in [quiz, gradebook] where results.records != nil {
        #expect(results.report.total(.rows).read == table.rows.count, "seed \(seed), \(name)")
        let scores = results.records?.people.reduce(0) { $0 + $1.scores.count }
        #expect(scores == results.report.total(.results).taken, "seed \(seed), \(name)")
      }
      if let rows = framework.table?.rows {
        #expect(framework.report.total(.rows).read == table.rows.count, "seed \(seed), \(name)")
        #expect(Set(rows.map { LookAlike.fold($0[0]) }).count == rows.count, "seed \(seed), \(name)")
      }
    }
    for name in ["statements.jsonl", "case.json"] {
      let bytes = Self.broken(try Samples.fixture(name), &random)
      let statements = StatementReader.read(
        bytes, file: name, people: keys, activities: ActivityMap(Samples.catalog), homePage: nil)
      #expect(
        statements.report.addsUp && (statements.records == nil) == statements.diagnostics.hasErrors, "seed \(seed)")
      let package = CompetencyPackageReader.read(bytes, file: name, keeping: nil)
      #expect(package.report.addsUp, "seed \(seed)")
    }
  }
}
