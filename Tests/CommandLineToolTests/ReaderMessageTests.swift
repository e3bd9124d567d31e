import CommandLineTool
import Foundation
import Testing

/// One mistake of each kind the readers of tables know, with its place and what helps; a kind without a case here or in
/// another test fails.
@Suite struct ReaderMessageTests {
  /// A piece of a file of the small region, what is put in its place, and what has to be said.
  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    var id: String
    var said: [String]
    /// Whether it stops the work.
    var isError = true
    var testDescription: String { "\(id): \(new.prefix(40))" }
  }

  private static func data(
    _ file: String, _ old: String, _ new: String, _ id: String, _ said: String..., isError: Bool = true
  ) -> Case { Case(file: "data/\(file).csv", old: old, new: new, id: id, said: said, isError: isError) }

  private static func catalog(
    _ file: String, _ old: String, _ new: String, _ id: String, _ said: String..., isError: Bool = true
  ) -> Case { Case(file: "Catalog/\(file).csv", old: old, new: new, id: id, said: said, isError: isError) }

  static let people: [Case] = [
    data(
      "people", "резерв;;да;;;", "резерв;;да;;;\n;Лишний;;;;;резерв;;;;;\n", "empty-cell",
      "data/people.csv:4: столбец «id»"),
    data(
      "people", "резерв;;да;;;", "резерв;;да;;;\n\(String(repeating: "Р", count: 300));Лишний;;;;;резерв;;;;;\n",
      "bad-id",
      "data/people.csv:4", "длиннее"),
    data(
      "people", "резерв;;да;;;", "резерв;;да;;;\nP-1;Лишний;;;;;резерв;;;;;\n", "duplicate-id", "data/people.csv:4",
      "«P-1»"),
    data("people", ";учитель;резерв", ";учитель;резервщик", "unknown-value", "столбец «роль»", "возможно, «резерв»?"),
    data("people", "резерв;;да", "резерв;;ага", "bad-flag", "столбец «переподготовка»", "«ага»", "«да» или «нет»"),
    data("people", "01.02.2020", "01.13.2020", "bad-date", "data/people.csv:2: столбец «назначен»", "01.13.2020"),
    data("people", "ОО-2;школа;учитель", "ОО-22;школа;учитель", "unknown-organisation", "возможно, «ОО-2»?"),
    data(
      "people", "Охотский;ОО-2", "Охотскй;ОО-2", "unknown-municipality", "data/people.csv:3: столбец «муниципалитет»",
      "возможно, «Охотский»?"),
    data(
      "people", "Охотский;ОО-2", "Амурский;ОО-2", "municipality-differs", "у его организации «Охотский»", isError: false
    ),
    data("people", "ОО-2;школа", "ОО-2;спо", "kind-differs", "data/people.csv:3", "«школа»", isError: false),
    data("people", ";фио;", ";ФИО полностью;", "unknown-column", "data/people.csv:1", "не читается", isError: false),
    data("people", ";фио;", ";id;", "duplicate-column", "data/people.csv:1", "«id»"),
    data("people", ";роль;", ";рольь;", "missing-column", "нет столбца «роль»", "data/people.csv:1"),
    data(
      "scores", "человек;компетенция;дата;форма;балл;максимум;заданий;волна\n", "", "no-header", "data/scores.csv:1",
      "столбцы"),
    data("people", "учитель;резерв;;да;;;", "учитель;резерв;;да;;;;;лишнее", "too-many-cells", "data/people.csv:3"),
    data("people", "Образцов", "\"Образцов\" Пётр", "text-after-quote", "data/people.csv:3", "разделитель «;»"),
    data("people", "Образцов", "\"Образцов", "unclosed-quote", "data/people.csv:3"),
    data("people", "Образцов", "Обра\u{1}зцов", "binary-file", "data/people.csv"),
    data(
      "organisations", "низкие_результаты;приказ 5", "низкие_результаты;", "feature-without-source",
      "data/organisations.csv:2", isError: false),
    data(
      "organisations", "низкие_результаты;", "низкий_результат;", "unknown-value", "столбец «признаки»",
      "возможно, «низкие_результаты»?"),
    data(
      "organisations", "ОО-2;Школа 2;Охотский;школа;;;\n", "ОО-2;Школа 2;Охотский;школа;;;\nОО-1;Школа;;;;;\n",
      "duplicate-id", "data/organisations.csv:4"),
  ]

  static let results: [Case] = [
    data("scores", "Р-2;К1", "Р-22;К1", "unknown-person", "data/scores.csv:4: столбец «человек»", "возможно, «Р-2»?"),
    data("scores", "Р-2;К1", "Р-2;К11", "unknown-competency", "столбец «компетенция»", "возможно, «К1»?"),
    data("scores", "А;48;100", "А;сорок;100", "bad-number", "data/scores.csv:2: столбец «балл»", "«сорок»"),
    data("scores", "А;48;100", "А;-1;100", "score-out-of-range", "data/scores.csv:2: столбец «балл»"),
    data("scores", "А;48;100;40;", "А;48;100;4,5;", "not-whole", "столбец «заданий»"),
    data("scores", "Р-2;К1;15.05.2023;А;60;;", "Р-1;К1;15.05.2023;А;60;;", "duplicate-score", "data/scores.csv:4"),
    data("scores", "ретест", "третий", "unknown-value", "столбец «волна»", "ретест"),
    data("indicators", ";ОО-1;2022/2023", "Р-1;ОО-1;2022/2023", "whose-indicator", "data/indicators.csv:2"),
    data("indicators", "2022/2023", "зимой", "bad-period", "столбец «период»", "зимой"),
    data("indicators", "ВПР-решения;нет", "ВПР решение;нет", "unknown-indicator", "возможно, «ВПР-решения»?"),
    data(
      "indicators", ";ВПР-решения;нет;ОМСУ\n", ";ВПР-решения;нет;ОМСУ\n;ОО-1;2022/2023;ВПР-решения;да;ОМСУ\n",
      "duplicate-indicator", "data/indicators.csv:3"),
    data("completions", "Р-2;1.5", "Р-2;1.55", "unknown-measure", "столбец «мероприятие»", "возможно, «1.5»?"),
    data(
      "completions", "№ 7\n", "№ 7\nР-2;1.5;01.03.2023;;\n", "duplicate-completion", "data/completions.csv:3"),
    data(
      "completions", "дата;часы;документ\nР-2;1.5;01.03.2023;24;№ 7",
      "дата;часы;документ;начато\nР-2;1.5;01.03.2023;24;№ 7;02.03.2023", "backwards", "столбец «дата»"),
    data(
      "completions", "дата;часы;документ\nР-2;1.5;01.03.2023;24;№ 7",
      "дата;часы;документ;сессия\nР-2;1.6;01.03.2023;24;№ 7;1.6-осен", "unknown-session", "возможно, «1.6-осень»?",
      isError: false),
  ]

  static let catalogs: [Case] = [
    catalog(
      "competencies", "цель: резерв", "цель: резервщик", "unknown-role", "Catalog/competencies.csv:1", "«резервщик»"),
    catalog("competencies", "командой;B/01.7", "командой;", "no-group", "Catalog/competencies.csv:4", isError: false),
    catalog("competencies", "командой;B/01.7", "командой;B/01.8", "unknown-group", "возможно, «B/01.7»?"),
    catalog("measures", "руководитель;24;оценка", "руководитель;;оценка", "hours-missing", "Catalog/measures.csv:3"),
    catalog(
      "measures", "руководитель;24;оценка", "руководитель;24;", "status-missing", "столбец «статус часов»",
      isError: false),
    catalog(
      "measures", "дистанционный;2023-2024 гг.;01.01.2023", "дистанционный;2023-2024 гг.;", "half-window", "столбец «с»"
    ),
    catalog(
      "measures", "дистанционный;2023-2024 гг.;01.01.2023;31.12.2024",
      "дистанционный;2023-2024 гг.;31.12.2024;01.01.2023", "backwards", "Catalog/measures.csv:3"),
    catalog(
      "measures", "40;руководители;обучено;;п. 1.5", "40;;обучено;;п. 1.5", "half-coverage", "столбец «знаменатель»"),
    catalog(
      "measures",
      "1.5;Курсы «Развитие»;курс;1;роль = руководитель;24;оценка;дистанционный;2023-2024 гг.;01.01.2023;31.12.2024",
      "1.5;Курсы «Развитие»;курс;1;роль = руководитель;24;оценка;дистанционный;2023-2024 гг.;;", "no-dates", "№1.5"),
    catalog(
      "prerequisites", "примечание\n", "примечание\n1.5;1.6;\n1.6;1.5;\n", "prerequisite-cycle", "№1.5 → №1.6 → №1.5"),
    catalog("gains", "1.6;К1;20", "1.66;К1;20", "unknown-measure", "Catalog/gains.csv:3"),
    catalog("sessions", "1.6-осень;09.10.2023;13", "1.6-осень;19.10.2023;13", "backwards", "Catalog/sessions.csv:2"),
    catalog(
      "municipalities", "Охотский р-н", "Амурский р-н", "ambiguous-alias", "уже означает муниципалитет «Амурский»"),
    catalog("municipalities", "26.05.2023;;", "20.05.2023;;", "names-overlap", "Catalog/municipalities.csv:4"),
    catalog(
      "municipalities",
      "псевдонимы;источник\nАмурский;Амурский муниципальный район;;;Амурский район|Амурский р-н;закон\nОхотский;Охотский муниципальный район;;25.05.2023;;закон\nОхотский;Охотский муниципальный округ;26.05.2023;;Охотский р-н;закон",
      "псевдонимы;источник;дорога, дней\nАмурский;Амурский муниципальный район;;;Амурский район|Амурский р-н;закон;1\nОхотский;Охотский муниципальный район;;25.05.2023;;закон;2\nОхотский;Охотский муниципальный округ;26.05.2023;;Охотский р-н;закон;3",
      "travel-differs", "Catalog/municipalities.csv:4", "2"),
    Case(
      file: "Catalog/indicators.csv", old: "все;да_нет;", new: "все;;", id: "indicator-of-region",
      said: ["data/indicators.csv:2"]),
  ]

  @Test(arguments: people + results + catalogs)
  func isToldWithItsPlace(_ mistake: Case) throws {
    let shop = try Workshop()
    try shop.edit(mistake.file, mistake.old, mistake.new)
    let outcome = shop.run("check", "--data", "data")
    let messages = outcome.out + outcome.error
    #expect(messages.contains("[\(mistake.id)]"), "\(messages)")
    for piece in mistake.said { #expect(messages.contains(piece), "«\(piece)» in:\n\(messages)") }
    if mistake.isError {
      #expect(outcome.code == .badInput, "\(messages)")
      // One mistake, one message.
      #expect(outcome.error.components(separatedBy: ": ошибка: ").count == 2, "\(messages)")
    } else {
      #expect(outcome.code == .done, "\(messages)")
    }
    let english = shop.run("check", "--data", "data", "--lang", "en")
    #expect((english.out + english.error).contains("[\(mistake.id)]") && english.code == outcome.code)
  }

  /// Rows about people or organisations that no table lists are never left out in silence, and a table that cannot be
  /// read is one mistake whatever rows speak of it.
  @Test func rowsOfNobody() throws {
    let shop = try Workshop()
    let people = try #require(shop.read("data/people.csv"))
    try shop.edit("data/people.csv", people, String(people.prefix { $0 != "\n" }) + "\n")
    let nobody = shop.run("check", "--data", "data")
    #expect(nobody.code == .badInput && nobody.error.contains("[unknown-person]"), "\(nobody)")
    #expect(!nobody.error.contains("[duplicate-"), "\(nobody)")
    try shop.edit(
      "data/people.csv", String(people.prefix { $0 != "\n" }) + "\n", people.replacing("Образцов", with: "\"Образцов"))
    let unread = shop.run("check", "--data", "data")
    #expect(unread.error.components(separatedBy: ": ошибка: ").count == 2, "\(unread)")
    try shop.write("data/people.csv", people)
    try FileManager.default.removeItem(atPath: shop.folder + "/data/organisations.csv")
    let orphan = shop.run("check", "--data", "data")
    #expect(orphan.code == .badInput && orphan.error.contains("«ОО-1» нет в organisations.csv"), "\(orphan)")
  }

  @Test func datesThatAreYetToCome() throws {
    let shop = try Workshop()
    try shop.edit("data/scores.csv", "Р-2;К1;15.05.2023", "Р-2;К1;15.05.2093")
    let outcome = shop.run("check", "--data", "data", "--as-of", "2023-09-01")
    let text = outcome.out + outcome.error
    #expect(outcome.code == .done && text.contains("[future-date]") && text.contains("Р-2, К1, 15.05.2093"), "\(text)")
    let later = shop.run("check", "--data", "data", "--as-of", "2093-05-15")
    #expect(!(later.out + later.error).contains("[future-date]"))
    #expect(shop.run("check", "--as-of", "вчера").code == .usage)
  }

  @Test func tablesThatAreMissingOrDouble() throws {
    let shop = try Workshop()
    let people = try #require(shop.read("data/people.csv"))
    try shop.write("data/люди.csv", people)
    #expect(shop.run("check", "--data", "data").error.contains("[two-tables]"))
    try shop.write("data/scors.csv", people)
    try FileManager.default.removeItem(atPath: shop.folder + "/data/люди.csv")
    let stranger = shop.run("check", "--data", "data")
    #expect((stranger.out + stranger.error).contains("[unknown-table]") && stranger.code == .done)
    try FileManager.default.removeItem(atPath: shop.folder + "/data/people.csv")
    #expect(
      shop.run("check", "--data", "data").error.contains("в папке нет таблицы people.csv (люди.csv) [missing-table]"))
    try shop.write("data/people.csv", "id;роль\n")
    let nobody = shop.run("check", "--data", "data")
    #expect((nobody.out + nobody.error).contains("[no-people]"), "\(nobody)")
    try shop.write("data/people.csv", "\n \n")
    #expect(shop.run("check", "--data", "data").error.contains("[empty-file]"))
  }

  /// The ids written in the readers' sources, against those that stand in some test.
  @Test func everyKindOfMessageHasACase() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    func text(_ folder: URL) throws -> String {
      let files =
        FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
      return try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
        .joined(separator: "\n")
    }
    let sources = try text(tests.deletingLastPathComponent().appendingPathComponent("Sources/Tables"))
    let known = try text(tests)
    let ids = Set(sources.matches(of: /"([a-z0-9]+(?:-[a-z0-9]+)+)"/).map { String($0.1) })
    #expect(ids.count > 60)
    let without = ids.filter { !known.contains("\"\($0)\"") && !known.contains("[\($0)]") }.sorted()
    #expect(without.isEmpty, "\(without)")
  }
}
