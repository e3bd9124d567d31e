import Foundation
import LanguageServer
import TestSupport
import Testing

/// What is said of the thing under the cursor.
@Suite struct HoverTests {
  /// The Markdown at the mark, in a file after a scale and targets.
  private func hover(_ marked: String, options: JSONValue = .null) -> String {
    var client = TestClient.started(options: options)
    return client.ask("textDocument/hover", at: marked)["contents"]["value"].text
  }

  private let scale = "шкала дефицита высокий от 25 вес 4, средний от 10,5 вес 2, низкий больше 0 вес 1\n"

  @Test func measure() {
    let text = hover("правило «а» если всегда то обязательно №1⟨|⟩.6 потому")
    #expect(text.hasPrefix("**№1.6** Курсы для школ"))
    #expect(text.contains("курс, 36 ч\\*, очный"))
    #expect(text.contains("Срок: 2023-2024 гг."))
    #expect(text.contains("`роль = руководитель`"))
    #expect(text.contains("Прирост: К1 +12,5\\*"))
    #expect(text.hasSuffix("\\* оценка"))
    #expect(hover("правило «а» если пройдено: ⟨|⟩№1.6").hasPrefix("**№1.6**"), "in a condition, too")
    #expect(hover("пример «а» дано роль = резерв ожидается нет №1.1⟨|⟩").contains("Не обучает"))
  }

  @Test func measureInEnglish() {
    let text = hover("rule \"a\" if always then require №1.⟨|⟩6", options: ["language": "en"])
    #expect(text.contains("course, 36 h\\*, in-person") && text.contains("Gain: К1 +12.5\\*"))
  }

  @Test func competencyWithTargetsPerRole() {
    let targets = "цели заместитель: как резерв резерв: К1 = 60\n"
    let text = hover(targets + "правило «а» если балл К⟨|⟩1 < 5")
    #expect(text.hasPrefix("**К1** Качество"))
    #expect(text.contains("Цели: руководитель 75, заместитель 60 (как резерв), резерв 60"), "\(text)")
    #expect(hover("диагностика «а» если стаж < 5 то дефицит K⟨|⟩1 + 20").hasPrefix("**К1**"), "a Latin K")
    #expect(hover("цели резерв: К⟨|⟩1 = 5").hasPrefix("**К1**"))
  }

  @Test func indicator() {
    let text = hover("правило «а» если показатель «ВПР-⟨|⟩решения» = нет")
    #expect(text.contains("Доля руководителей") && text.contains("K: принявшие решения") && text.contains("да или нет"))
  }

  @Test func fieldAndItsDomain() {
    #expect(hover("правило «а» если ста⟨|⟩ж < 5") == "**стаж** — стаж\n\nцелое число от 0 до 600")
    #expect(hover("правило «а» если ⟨|⟩роль = резерв").contains("Значения: руководитель, заместитель, резерв"))
    #expect(hover("правило «а» если школа⟨|⟩: зона_риска").contains("Множество: низкие\\_результаты, зона\\_риска"))
    #expect(hover("правило «а» если де⟨|⟩фицит К1 < 5").contains("число от 0 до 100 или уровень шкалы"))
  }

  @Test func valuesAndRoles() {
    #expect(hover("правило «а» если роль = рез⟨|⟩ерв") == "**резерв** — значение поля «роль»: резерв · reserve")
    #expect(hover("правило «а» если роль один из резерв | замес⟨|⟩титель").hasPrefix("**заместитель**"))
    #expect(hover("цели замес⟨|⟩титель: как резерв") == "**заместитель** — роль")
  }

  @Test func bandOfTheScale() {
    #expect(
      hover(scale + "правило «а» если дефицит К1 не ниже сред⟨|⟩ний")
        == "**средний** — уровень дефицита: от 10,5, меньше 25, вес 2")
    #expect(hover(scale + "правило «а» если дефицит К1 = ⟨|⟩высокий").contains("от 25 до 100, вес 4"))
    #expect(hover(scale + "правило «а» если дефицит К1 = низкий⟨|⟩ то").contains("больше 0, меньше 10,5"))
  }

  @Test func keywords() {
    #expect(hover("пра⟨|⟩вило «а»").hasPrefix("**правило** — "))
    #expect(hover("правило «а» если дефицит К1 не ни⟨|⟩же 5").hasPrefix("**не ниже** — больше или равно"))
    #expect(hover("rule «a» if tenure at le⟨|⟩ast 5").hasPrefix("**at least** — "))
  }

  @Test func nameOfARule() {
    let rule = "правило «А_б» если всегда то обязательно №1.6 потому что «п» основание «о»\n"
    let text = hover(rule + "пример «п» дано роль = резерв ожидается сработало «А⟨|⟩_б»")
    #expect(text == "**«А\\_б»** — all.rules\n\nп\n\nОснование: о")
  }

  @Test func namesInBrokenTextAreKnownAllTheSame() {
    #expect(hover("правило «а» если (стаж < 5 и балл ⟨|⟩К1").hasPrefix("**К1**"))
  }

  @Test func theRangeIsTheName() {
    var client = TestClient.started()
    let answer = client.ask("textDocument/hover", at: "// 😀\nправило «а» если роль = ре⟨|⟩зерв то")
    #expect(answer["range"] == .range(.position(1, 24), .position(1, 30)))
  }

  @Test func silenceElsewhere() {
    for marked in [
      "⟨|⟩", "// правило ⟨|⟩стаж", "правило «а⟨|⟩» если", "правило «а» если ерун⟨|⟩да = 5",
      "правило «а» если стаж < 1⟨|⟩2",
    ] {
      #expect(hover(marked).isEmpty, "\(marked)")
    }
  }
}
