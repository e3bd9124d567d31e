import Diagnostics
import Reports
import Testing

@Suite struct TextPageTests {
  @Test func longLinesAreBrokenBetweenWords() {
    var page = TextPage(language: .russian, width: 20)
    page.line("Проведение курсов повышения квалификации для резерва", indent: 2, hanging: 4)
    #expect(page.text == "  Проведение курсов\n      повышения\n      квалификации\n      для резерва\n")
    #expect(page.text.split(separator: "\n").allSatisfy { $0.count <= 20 })
  }

  @Test func nothingOfALineIsLost() {
    let text = "Всё, что написано, остаётся: и слово-длиннее-всей-ширины-страницы, и конец."
    for width in 5...60 {
      var page = TextPage(language: .russian, width: width)
      page.line(text, indent: 1, hanging: 2)
      let words = page.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
      #expect(words == text, "width \(width)")
    }
  }

  @Test func aTextOfManyLinesStaysOne() {
    var page = TextPage(language: .english)
    page.line("a\nb\tc\u{1B}[2J\u{202E}d")
    #expect(page.text == "a b c\u{FFFD}[2J\u{FFFD}d\n")
  }

  @Test func headingsStandApartAndColoursAreAskedFor() {
    var page = TextPage(language: .russian)
    page.heading(page.say("Шаги", "Steps"))
    page.line("раз", .good)
    page.heading("Ещё")
    #expect(page.text == "Шаги\nраз\n\nЕщё\n")
    var painted = TextPage(language: .english, color: true)
    painted.line("one", .bad)
    #expect(painted.text == "\u{1B}[31mone\u{1B}[0m\n" && painted.say("Шаги", "Steps") == "Steps")
  }

  @Test(arguments: [
    (0, "дней"), (1, "день"), (2, "дня"), (4, "дня"), (5, "дней"), (11, "дней"), (12, "дней"), (14, "дней"),
    (21, "день"),
    (22, "дня"), (25, "дней"), (101, "день"), (111, "дней"), (112, "дней"), (1002, "дня"), (-1, "день"), (-13, "дней"),
  ])
  func plurals(_ number: Int, _ word: String) { #expect(plural(number, "день", "дня", "дней") == word, "\(number)") }
}
