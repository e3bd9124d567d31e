import CommandLineTool
import Diagnostics
import Foundation
import RouteModel
import RoutePlanning
import RuleLanguage
import Synchronization
import Tables
import Testing

/// The rules, the catalog and the texts that ship with the program.
@Suite struct ShippedFilesTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static func run(_ arguments: [String]) -> (code: ExitCode, out: String, error: String) {
    let out = Mutex<[UInt8]>([])
    let error = Mutex<[UInt8]>([])
    let console = Console(
      outIsTerminal: false, errorIsTerminal: false, writeOut: { bytes in out.withLock { $0 += bytes } },
      writeError: { bytes in error.withLock { $0 += bytes } })
    let surroundings = Surroundings(
      environment: [:], currentFolder: root, today: (2023, 9, 1), now: "2023-09-01T10:15:00Z")
    let code = MarshrutTool.run(arguments, surroundings: surroundings, console: console)
    return (
      code, String(decoding: out.withLock { $0 }, as: UTF8.self), String(decoding: error.withLock { $0 }, as: UTF8.self)
    )
  }

  private static func catalog() throws -> Catalog {
    let read = CatalogReader.read(folder: Location(path: root + "/Catalog", shown: "Catalog"))
    return try #require(read.catalog, "\(DiagnosticRenderer(language: .english).render(read.diagnostics))")
  }

  private static func rules(_ catalog: Catalog) throws -> RuleSet {
    let names = try FileManager.default.contentsOfDirectory(atPath: root + "/Rules").filter { $0.hasSuffix(".rules") }
    let trees = try names.sorted().map { name in
      SyntaxTree(
        parsing: SourceText(path: name, text: try String(contentsOfFile: root + "/Rules/" + name, encoding: .utf8)))
    }
    let compiled = RuleCompiler(vocabulary: RouteVocabulary(catalog).vocabulary).compile(trees)
    return try #require(compiled.rules, "\(DiagnosticRenderer(language: .english).render(compiled.diagnostics))")
  }

  @Test func checkIsClean() {
    let check = Self.run(["check"])
    #expect(check.code == .done)
    #expect(check.error.isEmpty, "\(check.error)")
    #expect(Self.run(["rules", "test"]).code == .done)
    #expect(Self.run(["rules", "format", "--check"]).code == .done)
  }

  @Test func theRoadMapIsWhole() throws {
    let catalog = try Self.catalog()
    let expected =
      (1...20).map { "1.\($0)" } + (1...7).map { "2.\($0)" } + (10...12).map { "2.\($0)" }
      + (14...16).map { "2.\($0)" } + ["2.мон"]
    #expect(catalog.measures.map(\.code.text) == expected)
    #expect(catalog.indicators.count == 9)
    #expect(catalog.municipalities.count == 19)
    #expect((12...20).contains(catalog.competencies.count))
    #expect(catalog.groups.count == 8)
    #expect(catalog.groups.allSatisfy { $0.status == .unverified })
  }

  /// The document gives hours once, in 1.8; everything else it does not say is an estimate.
  @Test func estimatesAreMarked() throws {
    let catalog = try Self.catalog()
    #expect(catalog.measures.filter { $0.hoursStatus == .document }.map(\.code.text) == ["1.8"])
    #expect(catalog.measure(spelled: "1.8")?.hours == 36)
    #expect(catalog.gains.allSatisfy { $0.status == .estimate })
    #expect(catalog.sessions.allSatisfy { $0.status == .estimate })
    #expect(catalog.measure(spelled: "1.7")?.term == "")
    #expect(catalog.measure(spelled: "1.7")?.windowStatus == .estimate)
  }

  @Test func coverageTargetsOfTheDocument() throws {
    let catalog = try Self.catalog()
    let percents = Dictionary(
      uniqueKeysWithValues: catalog.measures.compactMap { measure in
        measure.coverage.map { (measure.code.text, "\($0.percent) \($0.denominator.spellings.english)") }
      })
    #expect(
      percents == [
        "1.3": "40 municipalities", "1.4": "40 heads_and_specialists", "1.5": "40 heads", "1.6": "40 heads",
        "1.7": "60 innovative_teams", "1.8": "60 innovative_teams", "1.9": "60 innovative_teams", "1.10": "30 heads",
        "1.11": "50 heads_at_risk", "1.12": "50 heads_at_risk", "1.13": "30 heads", "1.14": "30 heads",
        "1.18": "60 staff", "2.2": "80 reserve", "2.3": "80 reserve",
      ])
    #expect(catalog.measure(spelled: "1.3")?.coverage?.needed(of: 19) == 8)
  }

  @Test func everyTeachingMeasureIsRecommended() throws {
    let catalog = try Self.catalog()
    let rules = try Self.rules(catalog)
    let asked = Set(
      rules.rules.flatMap(\.conclusions).compactMap { conclusion -> String? in
        if case .exclude = conclusion.kind { return nil }
        return rules.vocabulary.measures[conclusion.measure].code
      })
    let teaching = catalog.measures.filter { $0.kind.teaches }.map(\.code.text)
    #expect(teaching.filter { !asked.contains($0) } == [])
    #expect(rules.examples.count >= 15)
    #expect(rules.rules.allSatisfy { !$0.header.reason.isEmpty && !$0.header.basis.isEmpty })
  }

  @Test func sessionsKeepTheExamsFree() throws {
    let catalog = try Self.catalog()
    for year in [2023, 2024] {
      let from = try #require(CalendarDate(year: year, month: 5, day: 25))
      let to = try #require(CalendarDate(year: year, month: 6, day: 30))
      let exams = DateSpan(from: from, to: to)
      #expect(catalog.sessions.filter { $0.days.overlaps(exams) }.map(\.id) == [])
    }
  }

  /// What README shows is what the program prints.
  @Test func readmeShowsRealOutput() throws {
    let readme = try String(contentsOfFile: Self.root + "/README.md", encoding: .utf8)
    let block = try #require(
      readme.components(separatedBy: "```text\n").dropFirst().first?.components(separatedBy: "```").first)
    let printed = Set(Self.run(["demo"]).out.split(separator: "\n"))
    let missing = block.split(separator: "\n").filter { !$0.contains("…") && !printed.contains($0) }
    #expect(missing == [], "run the demo again and renew README")
  }

  /// The guide's first rule, added to those that ship, passes all the checks that the guide names.
  @Test func theFirstRuleOfTheGuideWorks() throws {
    let guide = try String(contentsOfFile: Self.root + "/Rules/README.md", encoding: .utf8)
    let first = try #require(
      guide.components(separatedBy: "```правила\n").dropFirst().first?.components(separatedBy: "```").first)
    let shop = try Workshop()
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/Rules").filter {
      $0.hasSuffix(".rules")
    }
    for name in names {
      try shop.write("Мои/" + name, try String(contentsOfFile: Self.root + "/Rules/" + name, encoding: .utf8))
    }
    try shop.write("Мои/my.rules", first)
    for command in [["check"], ["rules", "test"]] {
      let run = shop.run(command + ["--rules", "Мои", "--catalog", Self.root + "/Catalog"])
      #expect(run.code == .done, "\(run.error) \(run.out)")
    }
  }

  /// Every rule and condition of the methodologist's guide compiles against the shipped catalog.
  @Test func examplesOfTheGuideCompile() throws {
    let guide = try String(contentsOfFile: Self.root + "/Rules/README.md", encoding: .utf8)
    let catalog = try Self.catalog()
    let compiler = RuleCompiler(vocabulary: RouteVocabulary(catalog).vocabulary)
    let scale = try Self.rules(catalog).scale
    let fences = guide.components(separatedBy: "```")
    var found = 0
    for index in stride(from: 1, to: fences.count, by: 2) {
      let lines = fences[index].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      guard let kind = lines.first, lines.count == 2 else { continue }
      let source = SourceText(path: "Rules/README.md#\(index / 2 + 1)", text: String(lines[1]))
      let diagnostics: [Diagnostic]
      switch kind {
      case "правила":
        let tree = SyntaxTree(parsing: source)
        let declaresScale = source.text(in: SourceRange(0, source.utf8.count)).contains("шкала дефицита")
        let prelude = SyntaxTree(
          parsing: SourceText(
            path: "prelude",
            text:
              "шкала дефицита критический от 40 вес 8, высокий от 25 вес 4, средний от 10 вес 2, низкий больше 0 вес 1")
        )
        diagnostics = compiler.compile(declaresScale ? [tree] : [tree, prelude], requirements: .none).diagnostics
      case "условие": diagnostics = compiler.compile(condition: source, scale: scale).diagnostics
      default: continue
      }
      found += 1
      #expect(!diagnostics.hasErrors, "\(DiagnosticRenderer(language: .english).render(diagnostics))")
    }
    #expect(found >= 10)
  }
}
