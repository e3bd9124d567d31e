import CommandLineTool
import Foundation
import Tables
import TestSupport
import Testing

/// CSV → workspace → workbook → workspace → CSV gives every cell back, whatever people have written into it.
@Suite struct RoundTripTests {
  private static let pieces = [
    "=", "+", "-", "@", "'", "\"", "\"\"", ";", ",", "\n", "\r\n", "\u{A0}", "ё", "Ё", "Й", "«", "№", "—", "x", "0",
    "7", "1.10",
    "1,5", "0012", "01.09.2023", "2023-09-01", "_x0041_", "<b>&amp;", "#Н/Д", "истина", "да", "1e5", "𝔸", "é", "\t",
    " ", "sep=;",
  ]

  /// A text as a cell may hold it: blanks at the ends are no part of a text in any table.
  private static func text(_ random: inout SplitMix64, or empty: Bool = true) -> String {
    if empty, Int.random(in: 0..<4, using: &random) == 0 { return "" }
    let count = Int.random(in: 0..<30, using: &random) == 0 ? 900 : Int.random(in: 1...4, using: &random)
    var text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }

  private static func id(_ number: Int, _ random: inout SplitMix64) -> String {
    let form = Int.random(in: 0..<6, using: &random)
    return ["Р-\(number)", "00\(number)", "\(number).10", "=\(number)", "\(number),5", "@id \(number)"][form]
  }

  private static func number(_ hundredths: Int) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100)
    if part == 0 { return "\(whole)" }
    return part % 10 == 0 ? "\(whole),\(part / 10)" : "\(whole),\(part < 10 ? "0" : "")\(part)"
  }

  private static func date(_ random: inout SplitMix64) -> String {
    let (day, month) = (Int.random(in: 10...28, using: &random), Int.random(in: 10...12, using: &random))
    return "\(day).\(month).\(Int.random(in: 2019...2024, using: &random))"
  }

  /// Tables as the program itself writes them: the canonical spelling of numbers, dates and closed sets, any text.
  private static func tables(_ random: inout SplitMix64) -> [(name: String, header: [String], rows: [[String]])] {
    let ids = (1...20).map { id($0, &random) }
    let schools = (1...10).map { "школа \(id($0, &random))" }
    let people = ids.map { id in
      [
        id, text(&random), "Амурский", schools[Int.random(in: 0..<10, using: &random)], "школа", text(&random),
        ["руководитель", "резерв"][Int.random(in: 0..<2, using: &random)], date(&random),
        ["да", "нет", ""][Int.random(in: 0..<3, using: &random)],
        ["", "очный", "очный, дистанционный"][Int.random(in: 0..<3, using: &random)],
        text(&random), text(&random),
      ]
    }
    let organisations = schools.map { id in
      [id, text(&random), "Амурский", "школа", "низкие_результаты", text(&random, or: false), date(&random)]
    }
    let scores = ids.flatMap { id in
      ["К1", "К2"].map { code in
        [
          id, code, date(&random), text(&random), number(Int.random(in: 0...4000, using: &random)), "40",
          "\(Int.random(in: 1...99, using: &random))", ["тест", "ретест"][Int.random(in: 0..<2, using: &random)],
        ]
      }
    }
    let indicators = schools.map { id in
      ["", id, "2022/2023", "Т1.3", ["да", "нет"][Int.random(in: 0..<2, using: &random)], text(&random)]
    }
    let completions = ids.map { id in
      [id, "1.5", date(&random), "\(Int.random(in: 1...72, using: &random))", text(&random), "", ""]
    }
    return [
      (
        "people",
        [
          "id", "фио", "муниципалитет", "организация", "вид организации", "должность", "роль", "назначен",
          "переподготовка", "форматы", "команда", "наставник",
        ], people
      ),
      ("organisations", ["id", "название", "муниципалитет", "вид", "признаки", "источник", "дата"], organisations),
      ("scores", ["человек", "компетенция", "дата", "форма", "балл", "максимум", "заданий", "волна"], scores),
      ("indicators", ["человек", "организация", "период", "показатель", "значение", "источник"], indicators),
      ("completions", ["человек", "мероприятие", "дата", "часы", "документ", "начато", "сессия"], completions),
    ]
  }

  private func cells(_ shop: Workshop, _ path: String) throws -> [String: Set<[String]>] {
    let read = TableConversion.read(Location(path: shop.folder + "/" + path, shown: path))
    let tables = try #require(read.tables, "\(read.diagnostics)")
    return Dictionary(uniqueKeysWithValues: tables.map { ($0.name, Set($0.rows + [$0.header])) })
  }

  @Test(arguments: [20_230_901 as UInt64, 7]) func everyCellComesBack(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let shop = try Workshop()
    let tables = Self.tables(&random)
    for table in tables {
      try shop.write("данные/\(table.name).csv", CSVWriter.bytes(header: table.header, rows: table.rows))
    }
    func done(_ arguments: String...) {
      let outcome = shop.run(arguments)
      #expect(outcome.code == .done, "seed \(seed), \(arguments): \(outcome.error)")
    }
    done("init", "--db", "1.db")
    done("import", "данные", "--db", "1.db")
    done("route", "--all", "--db", "1.db")
    done("export", "--db", "1.db", "--out", "1.xlsx")
    done("init", "--db", "2.db")
    done("import", "1.xlsx", "--db", "2.db")
    done("export", "--db", "2.db", "--out", "2")
    let (expected, found) = (try cells(shop, "данные"), try cells(shop, "2"))
    for table in tables { #expect(found[table.name] == expected[table.name], "seed \(seed), \(table.name)") }
    // The facts of the workbook alone, read as tables, are the same too.
    done("export", "--db", "1.db", "--out", "факты.xlsx", "--facts-only")
    done("init", "--db", "3.db")
    done("import", "факты.xlsx", "--db", "3.db")
    done("export", "--db", "3.db", "--out", "3", "--facts-only")
    let again = try cells(shop, "3")
    for table in tables { #expect(again[table.name] == expected[table.name], "seed \(seed), \(table.name)") }
    // And history, routes and journal.
    done("export", "--db", "1.db", "--out", "4")
    let (first, second) = (try cells(shop, "4"), found)
    for (name, rows) in first where !["workspace-event", "workspace-setting"].contains(name) {
      #expect(second[name] == rows, "seed \(seed), \(name)")
    }
    let lines = { (source: [String]) in
      Set(shop.run(["route", "--all", "--format", "ndjson"] + source).out.split(separator: "\n").map(String.init))
    }
    let (stored, read) = (lines(["--db", "2.db"]), lines(["--data", "данные"]))
    #expect(
      stored == read,
      "seed \(seed): \(stored.subtracting(read).first?.prefix(400) ?? "")\n\(read.subtracting(stored).first?.prefix(400) ?? "")"
    )
  }
}
