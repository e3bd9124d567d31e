import Foundation
import LanguageServer
import TestSupport
import Testing

/// What can be typed at the mark.
@Suite struct CompletionTests {
  private func items(_ marked: String) -> [JSONValue] {
    var client = TestClient.started()
    return client.ask("textDocument/completion", at: marked)["items"].elements
  }

  /// The texts that would be inserted, in the order of the list.
  private func texts(_ marked: String) -> [String] {
    items(marked).sorted { $0["sortText"].text < $1["sortText"].text }.map { $0["textEdit"]["newText"].text }
  }

  /// The document after the item with that text is taken.
  private func taking(_ text: String, _ marked: String) throws -> String {
    let item = try #require(items(marked).first { $0["textEdit"]["newText"] == .text(text) }, "\(texts(marked))")
    var document = DocumentText(marked.replacing("⟨|⟩", with: ""))
    document.replace(try item["textEdit"]["range"].decoded(), with: text, .utf16)
    return document.text
  }

  private let rule = "правило «а» если "

  @Test func declarations() {
    let all = ["политика", "шкала дефицита", "цели", "диагностика", "правило", "пример"]
    #expect(texts("⟨|⟩") == all)
    #expect(texts("пра⟨|⟩") == all)
    #expect(texts("шкала дефицита высокий от 25 вес 4 ⟨|⟩").suffix(6) == all[...])
  }

  @Test func fieldsAfterIf() {
    let found = texts(rule + "⟨|⟩")
    #expect(found.prefix(3) == ["роль", "школа", "пройдено"])
    for text in ["показатель", "не", "всегда", "нет данных"] { #expect(found.contains(text), "\(text)") }
    #expect(!found.contains("то") && !found.contains("="))
    #expect(texts("rule «a» if ⟨|⟩").prefix(3) == ["role", "school", "completed"], "in the file's language")
    #expect(texts("rule «a» if ⟨|⟩").contains("no data"))
  }

  @Test func signsAfterAField() {
    #expect(texts(rule + "роль ⟨|⟩") == ["=", "!=", "один из"])
    #expect(texts(rule + "школа ⟨|⟩") == [":"])
    let ordered = texts(rule + "стаж ⟨|⟩")
    for text in ["<", "не ниже", "ниже", "от"] { #expect(ordered.contains(text), "\(text)") }
    #expect(texts(rule + "дефицит К1 ⟨|⟩").contains("не ниже"))
  }

  @Test func keysAfterAField() {
    #expect(texts(rule + "балл ⟨|⟩") == ["К1", "К2"])
    #expect(texts(rule + "показатель ⟨|⟩") == ["«ВПР-решения»", "«охват»"])
    #expect(texts("диагностика «д» если стаж < 5 то дефицит ⟨|⟩") == ["К1", "К2"])
    #expect(texts("цели резерв: ⟨|⟩") == ["К1", "К2", "как"])
  }

  @Test func valuesAfterASign() {
    #expect(texts(rule + "роль = ⟨|⟩") == ["руководитель", "заместитель", "резерв"])
    #expect(texts(rule + "роль один из резерв | ⟨|⟩") == ["руководитель", "заместитель", "резерв"])
    #expect(texts(rule + "школа: ⟨|⟩") == ["низкие_результаты", "зона_риска"])
    #expect(texts(rule + "переподготовка = ⟨|⟩") == ["да", "нет"])
    #expect(texts("rule «a» if retraining = ⟨|⟩") == ["yes", "no"])
    #expect(texts(rule + "показатель «ВПР-решения» = ⟨|⟩") == ["да", "нет"])
    #expect(texts("rule «a» if role = ⟨|⟩") == ["head", "deputy", "reserve"])
    let scale = "шкала дефицита высокий от 25 вес 4, низкий больше 0 вес 1\n"
    #expect(texts(scale + rule + "дефицит К1 не ниже ⟨|⟩") == ["высокий", "низкий"])
    #expect(texts(rule + "стаж < ⟨|⟩") == [])
  }

  @Test func afterACondition() {
    #expect(texts(rule + "стаж < 5 ⟨|⟩") == ["и", "или", "то"])
    #expect(texts(rule + "стаж < 5 то ⟨|⟩") == ["обязательно", "рекомендовать", "исключить"])
    #expect(texts(rule + "стаж < 5 то обязательно №1.6 ⟨|⟩").contains("потому что"))
    #expect(texts(rule + "стаж < 5 то рекомендовать №1.6 ⟨|⟩").contains("с весом"))
  }

  @Test func measuresAfterTheSign() throws {
    let marked = rule + "стаж < 5 то обязательно №⟨|⟩ потому что"
    #expect(texts(marked) == ["№1.5", "№1.6", "№1.12"], "those that teach")
    #expect(try taking("№1.6", marked) == rule + "стаж < 5 то обязательно №1.6 потому что")
    let item = try #require(items(marked).first { $0["textEdit"]["newText"] == "№1.6" })
    #expect(item["label"] == "№1.6 Курсы для школ" && item["detail"] == "курс, 36 ч\\*, очный")
    #expect(item["documentation"]["value"].text.contains("Прирост: К1"))
    #expect(texts(rule + "пройдено: №⟨|⟩") == ["№1.1", "№1.5", "№1.6", "№1.12"])
    #expect(texts("пример «п» дано роль = резерв ожидается нет №1⟨|⟩") == ["№1.1", "№1.5", "№1.6", "№1.12"])
  }

  @Test func theWholeNameIsReplaced() throws {
    #expect(try taking("руководитель", rule + "роль = рук⟨|⟩ово и стаж < 5") == rule + "роль = руководитель и стаж < 5")
    #expect(
      try taking("№1.12", rule + "стаж < 5 то исключить №1⟨|⟩.5 потому") == rule + "стаж < 5 то исключить №1.12 потому")
  }

  @Test func namesInQuotationMarks() throws {
    let open = rule + "показатель «ВПР⟨|⟩ = нет"
    #expect(try taking("«ВПР-решения»", open) == rule + "показатель «ВПР-решения» = нет")
    let closed = rule + "показатель «В⟨|⟩ПР» = нет"
    #expect(try taking("«ВПР-решения»", closed) == rule + "показатель «ВПР-решения» = нет")
    #expect(texts(rule + "показатель «⟨|⟩»").allSatisfy { $0.hasPrefix("«") })
    let straight = try #require(items(rule + "показатель \"В⟨|⟩\" = нет").first)
    #expect(straight["filterText"] == "\"ВПР-решения»", "a client compares it with what was typed")
  }

  @Test func namesOfRulesInExamples() throws {
    let rules = "правило «Первое» если всегда то обязательно №1.6 потому что «п» основание «о»\n"
    let marked = rules + "пример «п» дано роль = резерв ожидается не сработало «П⟨|⟩"
    #expect(texts(marked) == ["«Первое»"])
    #expect(try taking("«Первое»", marked).hasSuffix("не сработало «Первое»"))
  }

  @Test func keywordsOfSeveralWords() throws {
    #expect(try taking("один из", rule + "роль один ⟨|⟩") == rule + "роль один из")
    #expect(try taking("один из", rule + "роль один и⟨|⟩") == rule + "роль один из")
    let because = rule + "стаж < 5 то обязательно №1.6 потому чт⟨|⟩"
    #expect(try taking("потому что", because) == rule + "стаж < 5 то обязательно №1.6 потому что")
    let expected = "пример «п» дано роль = резерв ожидается не ⟨|⟩"
    #expect(texts(expected).contains("не сработало"))
  }

  @Test func examples() {
    let expected = texts("пример «п» дано роль = резерв ожидается ⟨|⟩")
    for text in ["обязательно", "нет", "дефицит", "сработало", "не сработало"] {
      #expect(expected.contains(text), "\(text)")
    }
    #expect(texts("пример «п» ⟨|⟩") == ["дано"])
  }

  @Test func settings() {
    #expect(texts("политика ⟨|⟩").prefix(2) == ["результат", "цель роста"])
    #expect(texts("политика\n  результат: ⟨|⟩") == ["последний", "лучший за", "лучший"])
    #expect(texts("политика нагрузка: не более 5 ⟨|⟩").contains("часов за"))
    #expect(texts("цели ⟨|⟩").prefix(3) == ["руководитель", "заместитель", "резерв"])
  }

  @Test func nothingInCommentsAndFreeTexts() {
    for marked in [
      "// ⟨|⟩", "правило «а» // если ⟨|⟩\nесли", "правило «⟨|⟩", "правило «⟨|⟩» если стаж < 5",
      rule + "стаж < 5 то обязательно №1.6 потому что «потому ⟨|⟩» основание",
    ] {
      #expect(texts(marked) == [], "\(marked)")
    }
  }
}
