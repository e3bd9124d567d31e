import Diagnostics
import RuleLanguage
import TestSupport
import Testing

/// Every mistake in the form of a file gives one message at its place, and no mistake hides another.
@Suite struct ParserMistakeTests {
  private func mistakes(_ text: String) -> [String] {
    places(SyntaxTree(parsing: SourceText(path: "t.rules", text: text)).diagnostics)
  }

  @Test func sampleHasNone() { #expect(mistakes(sampleRules) == []) }

  @Test func missingThen() {
    let text = """
      правило «А» если роль = резерв обязательно №1.5
      потому что «п» основание «о»
      """
    let tree = SyntaxTree(parsing: SourceText(path: "t", text: text))
    #expect(places(tree.diagnostics) == ["1:32 missing-keyword"])
    #expect(tree.diagnostics.first?.fixes.first?.replacement == "то ")
    #expect(tree.declarations.count == 1)
  }

  @Test func unclosedQuoteIsOneMessage() {
    #expect(
      mistakes("правило «А если роль = резерв\nто обязательно №1.5 потому что «п» основание «о»") == [
        "1:9 unclosed-text"
      ]
        || mistakes("правило «А если роль = резерв\nто обязательно №1.5 потому что «п» основание «о»").count == 1)
    #expect(
      mistakes("правило «А» если роль = резерв то обязательно №1.5\nпотому что «п основание о\n").first
        == "2:12 unclosed-text")
  }

  @Test func commaInMeasure() {
    #expect(
      mistakes("правило «А» то обязательно №1,6 потому что «п» основание «о»") == ["1:30 comma-in-measure"])
  }

  @Test func mixedScripts() {
    // The second letter of «правило» is a Latin «p».
    let tree = SyntaxTree(
      parsing: SourceText(path: "t", text: "пpавило «А» то обязательно №1.5 потому что «п» основание «о»"))
    #expect(places(tree.diagnostics) == ["1:1 mixed-scripts"])
    #expect(tree.diagnostics.first?.fixes.first?.replacement == "правило")
    #expect(tree.declarations.count == 1)
  }

  @Test func mixedLanguages() {
    #expect(
      mistakes("правило «А» then обязательно №1.5 потому что «п» основание «о»") == ["1:13 mixed-languages"])
  }

  @Test func misspelledDeclaration() {
    let tree = SyntaxTree(
      parsing: SourceText(
        path: "t",
        text: "провило «А» то обязательно №1.5\nпотому что «п» основание «о»\n\nправило «Б» то обязательно №1.5\n"
          + "потому что «п» основание «о»"))
    #expect(places(tree.diagnostics) == ["1:1 misspelled-keyword"])
    #expect(tree.diagnostics.first?.fixes.first?.replacement == "правило")
    #expect(tree.declarations.count == 2, "the misspelled one is read")
  }

  @Test func oneMessagePerMistakeAndAllOfThem() {
    let text = """
      правило «А» если роль то обязательно №1.5 потому что «п» основание «о»
      правило если роль = резерв то обязательно №1.5 потому что «п» основание «о»
      правило «В» если (роль = резерв то обязательно №1.5 потому что «п» основание «о»
      правило «Г» если роль = резерв то обязательно 1.5, исключить №1.6 потому что «п» основание «о»
      правило «Д» если роль = резерв то обязательно №1.5 основание «о»
      шкала дефицита низкий вес 1
      """
    #expect(
      mistakes(text) == [
        "1:23 syntax", "2:9 syntax", "3:33 syntax", "4:47 missing-number-sign", "5:52 syntax", "6:23 syntax",
      ])
  }

  @Test func endOfFile() { #expect(mistakes("правило «А» если роль = резерв то\n\n") == ["1:34 syntax"]) }

  @Test(arguments: [
    ("политика\n  цена часа 0,1", "2:13 syntax"), ("политика\n  нагрузка: не более 5", "2:23 syntax"),
    ("политика\n  не занимать: 25 мая 30 июня", "2:23 syntax"),
    ("политика\n  цель роста: 10 относительный", "2:18 syntax"),
    ("цели\n  резерв как заместитель", "2:10 syntax"),
  ])
  func settings(_ text: String, _ expected: String) { #expect(mistakes(text) == [expected]) }

  @Test func conditionAlone() {
    func parse(_ text: String) -> [String] {
      places(ConditionSyntax.parse(SourceText(path: "c", text: text)).diagnostics)
    }
    #expect(parse("роль = резерв и школа: зона_риска") == [])
    #expect(parse("роль = резерв школа: зона_риска") == ["1:15 missing-and"])
    #expect(parse("") == ["1:1 syntax"])
  }
}
