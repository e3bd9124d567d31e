import Diagnostics
import RouteModel
import Tables
import TestSupport
import Testing

@testable import Interchange

/// Competency frameworks: what Moodle would make of a file, and the way there and back.
@Suite struct MoodleFrameworkTests {
  /// A row of `competencies.csv` by the names of its columns.
  static func rows(_ framework: ImportedFramework) -> [[String: String]] {
    guard let table = framework.table else { return [] }
    return table.rows.map { Dictionary(zip(table.header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  private static func table(_ bytes: [UInt8]) throws -> Table {
    try #require(Table.read(foreign: bytes, file: "framework.csv").table)
  }

  @Test func aFileOfMoodle() throws {
    let table = try Samples.table(fixture: "framework.csv")
    let read = MoodleFrameworkReader.read(table, keeping: nil)
    let rows = Self.rows(read)
    #expect(rows.map { $0["код"] } == ["A/01.7", "B/01.7", "К1", "К2"])
    #expect(rows.map { $0["вид"] } == ["группа", "группа", "компетенция", "компетенция"])
    // A cross-reference to a group is another group; one to a competency has no place.
    #expect(rows.map { $0["родитель"] } == ["", "", "B/01.7, A/01.7", "B/01.7"])
    #expect(rows[2]["источник"] == "Moodle: «Модель руководителя»")
    #expect(read.report.counts == ["rows \(table.rows.count) \(table.rows.count) 0"])
    #expect(
      read.report.lines(.notHeld) == [
        "2 scale", "2 description", "4 cross-reference", "5 cross-reference", "3 rule", "4 description",
      ])
    // 2 is «complete» here, though it is «recommend» in the links of activities.
    #expect(
      read.report.losses.first { $0.reason == .rule }?.detail.russian
        == "«B/01.7»: competency_rule_all, итог — считать освоенной")
  }

  @Test func whatMoodleDropsInSilenceIsNamed() throws {
    let table = try Samples.table(fixture: "framework-broken.csv")
    let read = MoodleFrameworkReader.read(table, keeping: nil)
    #expect(
      read.report.lines(.dropped) == [
        "2 second-framework", "5 duplicate-id-number", "7 empty-id-number", "8 empty-short-name", "14 zero-text",
        "9 dropped-parent", "10 dropped-parent", "11 unknown-parent", "12 circular-parents", "13 circular-parents",
      ])
    #expect(read.report.total(.rows).read == table.rows.count && read.report.addsUp)
    #expect(Self.rows(read).map { $0["название"] } == ["Группа", "Первая ещё раз"])
  }

  /// Moodle relates both ways and exports the link with either: a group that names its competency is the same.
  @Test func linksFromTheGroup() throws {
    let text =
      MoodleFramework.header.joined(separator: ";") + "\n;ф;Ф;;1;;;;;;;;1;domain,competency\n;Г1;Один;;1;;;;;;К1;;;\n"
      + ";Г2;Два;;1;;;;;;К1;;;\nГ1;К1;Три;;1;;;;;;Г2;;;\n"
    let read = MoodleFrameworkReader.read(try Samples.table(text), keeping: nil)
    #expect(read.report.losses.isEmpty && Self.rows(read).map { $0["родитель"] } == ["", "", "Г1, Г2"])
  }

  /// Moodle tells «К1» from «K1» and takes any sign into an ID number; a catalog does not.
  @Test func codesACatalogCantHave() throws {
    let text =
      MoodleFramework.header.joined(separator: ";") + "\n;ф;Ф;;1;;;;;;;;1;domain,competency\n;Г,1;Группа;;1;;;;;;;;;\n"
      + ";Г2;Вторая;;1;;;;;;;;;\nГ2;К1;Один;;1;;;;;;Г%2C1;;;\nГ2;K1;Другой;;1;;;;;;;;;\n"
    let read = MoodleFrameworkReader.read(try Samples.table(text), keeping: nil)
    #expect(read.report.lines(.changed) == ["Г,1 other-code", "K1 other-code"])
    #expect(
      read.table?.rows.map { [$0[0], $0[3]] } == [["Г2", ""], ["Г_1", ""], ["K1-2", "Г2"], ["К1", "Г2, Г_1"]])
  }

  /// Moodle's editor makes HTML of a description; the title that was cut is still found in it.
  @Test func theWholeTitleInAnEditedDescription() throws {
    let text =
      MoodleFramework.header.joined(separator: ";") + "\n;ф;Ф;;1;;;;;;;;1;\n"
      + ";К1;Анализ, решения…;\"<p dir=\"\"ltr\"\">Анализ, решения &amp;&nbsp;контроль</p>\";1;;;;;;;;;\n"
      + ";К2;Анализ…;<p>Другое</p>;1;;;;;;;;;\n"
    let read = MoodleFrameworkReader.read(try Samples.table(text), keeping: nil)
    #expect(Self.rows(read).map { $0["название"] } == ["Анализ, решения & контроль", "Анализ…"])
    #expect(read.report.lines(.notHeld) == ["4 description"])
  }

  @Test func longAndEqualNumbers() throws {
    let long = String(repeating: "К", count: 101)
    let text =
      MoodleFramework.header.joined(separator: ";") + "\n;ф;Ф;;1;;;;;;;;1;competency\n;1.1;Один;;1;;;;;;;;;\n"
      + "1.1;1.10;Десять;;1;;;;;;;;;\n1.1;\(long);Длинный;;1;;;;;;;;;\n1.10;9;Внук;;1;;;;;;;;;\n;10;Сам;;1;;;;;;;;;\n"
    let read = MoodleFrameworkReader.read(try Samples.table(text), keeping: nil)
    #expect(read.report.lines(.remark) == ["4 equal-numbers", "5 long-text", "7 no-group"])
    #expect(read.report.lines(.changed) == ["4 nested-group"])
    #expect(MoodleFramework.numeric("1e1") == 10 && MoodleFramework.numeric("К1") == nil)
  }

  @Test func withoutAFrameworkRow() throws {
    let read = MoodleFrameworkReader.read(try Samples.table("a;b;c\n;К1;Один\n"), keeping: nil)
    #expect(read.diagnostics.map(\.id) == ["no-framework"] && read.table == nil)
  }

  @Test func exportNamesWhatMoodleCantHold() throws {
    let made = MoodleFrameworkWriter().write(Samples.catalog, source: "Catalog")
    #expect(made.report.counts == ["competencies 5 5 0"])
    #expect(made.report.lines(.cut) == ["К2 short-name"])
    #expect(made.report.lines(.changed) == ["К2 second-group"])
    #expect(
      made.report.lines(.notHeld) == [
        "A/01.7 organisations", "A/01.7 source", "A/01.7 status", "B/01.7 organisations", "B/01.7 source",
        "B/01.7 status", "К1 targets", "К1 source", "К1 status", "К2 targets", "К2 source", "К2 status", "К3 targets",
        "К3 source", "К3 status",
      ])
    let table = try Self.table(try #require(made.bytes))
    #expect(table.header == MoodleFramework.header)
    #expect(table.rows.allSatisfy { $0.cells.count == 14 && $0.cells[2].count <= 100 })
    #expect(table.rows[4].cells[1] == "К2" && table.rows[4].cells[3] == Samples.longTitle)
    #expect(table.rows[4].cells[10] == "A/01.7")
  }

  @Test func codesThatMoodleWouldChangeAreRefused() {
    for (code, id) in [
      (String(repeating: "К", count: 101), "code-too-long"), ("0", "code-is-zero"), ("К<1>", "code-changes"),
      ("К\\", "code-changes"),
    ] {
      let catalog = Catalog(competencies: [Samples.competency(code, "Один", [])])
      let made = MoodleFrameworkWriter().write(catalog, source: "Catalog")
      #expect(made.bytes == nil && made.diagnostics.map(\.id.rawValue) == [id])
    }
  }

  @Test func titlesThatMoodleWouldChangeAreNamed() throws {
    let catalog = Catalog(
      groups: [
        CompetencyGroup(code: "1.1", title: "Пустая", organisationKinds: [], source: "", status: .document),
        CompetencyGroup(code: "1.10", title: "Путь «C:\\\"»", organisationKinds: [], source: "", status: .document),
      ],
      competencies: [Samples.competency("К1", "Если x < y", []), Samples.competency("К2", "=Два", ["1.10"])])
    let made = MoodleFrameworkWriter().write(catalog, source: "Catalog")
    #expect(
      made.report.lines(.remark) == ["1.10 equal-numbers", "1.1 empty-group", "К1 no-group", "К1 markup", "К2 formula"])
    #expect(made.report.lines(.changed) == ["1.10 backslash"])
  }

  /// With the catalog at hand nothing is lost on the way there and back.
  @Test func thereAndBackWithTheCatalog() throws {
    let bytes = try #require(MoodleFrameworkWriter().write(Samples.catalog, source: "Catalog").bytes)
    let back = MoodleFrameworkReader.read(try Self.table(bytes), keeping: Samples.catalog)
    let rows = Self.rows(back)
    #expect(
      rows.map { $0["название"] }
        == ([Samples.catalog.groups.map(\.title), Samples.catalog.competencies.map(\.title)].flatMap { $0 }))
    #expect(rows.map { $0["цель: руководитель"] } == ["", "", "75", "75", "75"])
    #expect(rows.map { $0["организации"] } == ["детский_сад", "школа", "", "", ""])
    #expect(rows.map { $0["статус"] } == ["не_проверено", "не_проверено", "оценка", "оценка", "оценка"])
    #expect(back.report.lines(.remark) == ["kept-from-catalog"])
  }

  @Test(arguments: 1...60) func randomCatalogsComeBack(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let letters = Array("АБВab12 «»\"',;%/-.:…\n")
    func text(_ length: ClosedRange<Int>) -> String {
      var text = String(
        (0..<Int.random(in: length, using: &random)).map { _ in letters.randomElement(using: &random) ?? "x" })
      // Tables are read with blanks taken off the ends of texts, and a formula's guard off their beginning.
      text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return "Т" + text
    }
    let groups = (0..<Int.random(in: 1...4, using: &random)).map { number in
      CompetencyGroup(
        code: "Г\(number)", title: text(1...150), organisationKinds: [], source: "", status: .document)
    }
    let competencies = (0..<Int.random(in: 1...6, using: &random)).map { number in
      Samples.competency(
        "К\(number)/\(number)", text(1...250),
        Array(groups.map(\.code).shuffled(using: &random).prefix(Int.random(in: 1...groups.count, using: &random))))
    }
    let catalog = Catalog(groups: groups, competencies: competencies)
    let bytes = try #require(MoodleFrameworkWriter().write(catalog, source: "Catalog").bytes, "seed \(seed)")
    let back = MoodleFrameworkReader.read(try Self.table(bytes), keeping: nil)
    #expect(back.report.total(.rows).dropped == 0, "seed \(seed)")
    let rows = back.table?.rows ?? []
    let expected =
      catalog.groups.map { [$0.code, "группа", $0.title, ""] }
      + catalog.competencies.map { [$0.code.text, "компетенция", $0.title, $0.groups.joined(separator: ", ")] }
    #expect(rows.map { Array($0.prefix(4)) } == expected, "seed \(seed)")
  }

  /// Which ID numbers Moodle's importer creates, written after its algorithm: a map by ID number in which the last row
  /// wins, a walk down from the empty parent, and rows without ID number or short name skipped with what is below them.
  private static func createdByMoodle(_ rows: [(parent: String, id: String, name: String)]) -> Set<String> {
    var flat: [String: (parent: String, name: String)] = [:]
    for row in rows where !row.id.isEmpty { flat[row.id] = (row.parent, row.name) }
    func create(_ parent: String) -> Set<String> {
      var created: Set<String> = []
      for (id, row) in flat where row.parent == parent && !row.name.isEmpty {
        created.insert(id)
        created.formUnion(create(id))
      }
      return created
    }
    return create("")
  }

  @Test(arguments: 1...80) func droppedIsWhatMoodleDrops(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let names = ["А", "Б", "В", "Г", "Д", "Е", ""]
    let rows = (0..<12).map { _ in
      (
        parent: (names + ["", "", "Я"]).randomElement(using: &random) ?? "",
        id: names.randomElement(using: &random) ?? "", name: Int.random(in: 0..<5, using: &random) == 0 ? "" : "Имя"
      )
    }
    let lines = rows.map { "\($0.parent);\($0.id);\($0.name);;;;;;;;;;;\n" }
    let text = MoodleFramework.header.joined(separator: ";") + "\n;ф;Ф;;;;;;;;;;1;\n" + lines.joined()
    let table = try Samples.table(text)
    let read = MoodleFrameworkReader.read(table, keeping: nil)
    #expect(Set(Self.rows(read).compactMap { $0["код"] }) == Self.createdByMoodle(rows), "seed \(seed)")
    #expect(read.report.total(.rows).read == table.rows.count && read.report.addsUp, "seed \(seed)")
  }
}
