import RouteModel
import TestSupport

/// Folders of tables as people keep them: mostly right, now and then with an odd cell, in any dialect and row order.
struct RandomTables {
  var random: SplitMix64

  static var catalog: Catalog {
    Catalog(
      competencies: ["К1", "К2"].map {
        Competency(code: CompetencyCode($0), title: $0, groups: [], targets: [:], source: "", status: .estimate)
      },
      measures: ["1.5", "2.6"].map { SampleRegion.measure($0) },
      indicators: [("Т1", "план", IndicatorKind.boolean), ("Т2", "охват", .percent), ("Т3", "число", .count)].map {
        Indicator(
          code: $0.0, name: $0.1, title: $0.1, track: 1, numerator: "", denominator: "", sample: "", kind: $0.2,
          note: "")
      },
      municipalities: [
        Municipality(key: "Амурский", names: [], aliases: ["Амурский р-н"]),
        Municipality(key: "Бикинский", names: [], aliases: []),
      ])
  }

  private static let dates = ["15.05.2023", "2023-05-15", "01.09.2022", ""]
  private static let odd = ["", "нет", "?", "31.02.2023", "-1", "100,5", "К9", "резерв", "Р-1", "а\"б", "x\ny", " "]

  private mutating func pick(_ choices: [String], orOdd chance: Int) -> String {
    let choices = Int.random(in: 0..<chance, using: &random) == 0 ? Self.odd : choices
    return choices.randomElement(using: &random) ?? ""
  }

  /// The tables by name: header and rows. An odd cell comes about once in `chance` cells.
  mutating func tables(oddOnceIn chance: Int) -> [(name: String, rows: [[String]])] {
    let people = (1...Int.random(in: 1...6, using: &random)).map { "Р-\($0)" }
    let organisations = (0..<Int.random(in: 0...3, using: &random)).map { "ОО-\($0)" }
    func named(_ ids: [String]) -> [String] { ids.isEmpty ? [""] : ids }
    var tables: [(String, [[String]])] = []
    let peopleRows = people.map { id in
      [
        id, pick(["Примерова Анна", "«Об» разцов", ""], orOdd: chance),
        pick(["Амурский", ""], orOdd: chance), pick(named(organisations) + [""], orOdd: chance),
        pick(["школа", ""], orOdd: chance), pick(["директор", ""], orOdd: chance),
        pick(["руководитель", "резерв", "head"], orOdd: chance), pick(Self.dates, orOdd: chance),
        pick(["да", "нет", "+", ""], orOdd: chance), pick(["очный, дистанционный", ""], orOdd: chance),
        pick(["", "К-1"], orOdd: chance), pick(["", "Р-2"], orOdd: chance),
      ]
    }
    tables.append(
      (
        "people",
        [
          "id;фио;муниципалитет;организация;вид организации;должность;роль;назначен;переподготовка;форматы;команда;наставник"
            .split(separator: ";").map(String.init)
        ] + peopleRows
      ))
    if !organisations.isEmpty {
      let rows = organisations.map { id in
        [
          id, "Школа", pick(["Амурский", ""], orOdd: chance), pick(["школа", ""], orOdd: chance),
          pick(["зона_риска", "зона_риска, низкие_результаты", ""], orOdd: chance), "приказ",
          pick(Self.dates, orOdd: chance),
        ]
      }
      tables.append(
        ("organisations", [["id", "название", "муниципалитет", "вид", "признаки", "источник", "дата"]] + rows))
    }
    tables.append(
      (
        "scores",
        [["человек", "компетенция", "дата", "форма", "балл", "максимум", "заданий", "волна"]]
          + rows(10) { this in
            [
              this.pick(people, orOdd: chance), this.pick(["К1", "К2", "K1"], orOdd: chance),
              this.pick(["15.05.2023", "2023-06-15", "01.02.2024"], orOdd: chance),
              this.pick(["А", "Б", ""], orOdd: chance),
              this.pick(["40", "7,5", "33.25", "0"], orOdd: chance), this.pick(["", "100", "40"], orOdd: chance),
              this.pick(["", "40"], orOdd: chance), this.pick(["", "тест", "ретест"], orOdd: chance),
            ]
          }
      ))
    tables.append(
      (
        "indicators",
        [["человек", "организация", "период", "показатель", "значение", "источник"]]
          + rows(6) { this in
            let isOwn = organisations.isEmpty || Bool.random(using: &this.random)
            let (name, values) =
              [("план", ["да", "нет"]), ("охват", ["0", "55,5"]), ("Т3", ["12"])].randomElement(using: &this.random)
              ?? ("", [])
            return [
              isOwn ? this.pick(people, orOdd: chance) : "", isOwn ? "" : this.pick(organisations, orOdd: chance),
              this.pick(["2022/2023", "2023", "01.09.2022–31.05.2023"], orOdd: chance),
              this.pick([name], orOdd: chance),
              this.pick(values, orOdd: chance), this.pick(["", "ОМСУ"], orOdd: chance),
            ]
          }
      ))
    if Bool.random(using: &random) {
      tables.append(
        (
          "completions",
          [["человек", "мероприятие", "дата", "часы", "документ"]]
            + rows(4) { this in
              [
                this.pick(people, orOdd: chance), this.pick(["1.5", "2.6", "№1.5"], orOdd: chance),
                this.pick(["01.03.2023", "2023-04-01"], orOdd: chance), this.pick(["", "24"], orOdd: chance),
                this.pick(["", "№ 7"], orOdd: chance),
              ]
            }
        ))
    }
    return tables
  }

  private mutating func rows(_ most: Int, _ make: (inout RandomTables) -> [String]) -> [[String]] {
    (0..<Int.random(in: 0...most, using: &random)).map { _ in make(&self) }
  }

  /// A table as bytes, in a dialect of its own.
  mutating func bytes(_ rows: [[String]]) -> [UInt8] {
    let delimiter = [";", ",", "\t"].randomElement(using: &random) ?? ";"
    let end = Bool.random(using: &random) ? "\r\n" : "\n"
    let quotesAll = Int.random(in: 0..<4, using: &random) == 0
    var lines = rows.map { row in
      row.map { cell in
        let needs = quotesAll || cell.contains { "\"\n;,\t".contains($0) }
        return needs ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: delimiter)
    }
    if Int.random(in: 0..<4, using: &random) == 0 { lines.append("") }
    let mark = Bool.random(using: &random) ? "\u{FEFF}" : ""
    let isEnded = Bool.random(using: &random)
    return Array((mark + lines.joined(separator: end) + (isEnded ? end : "")).utf8)
  }
}
