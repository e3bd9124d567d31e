import CommandLineTool
import Foundation
import Testing

/// The commands that look at rules, as a methodologist types them.
@Suite struct RulesAnalysisCommandTests {
  private let contradiction = """
    правило «Беречь»
      если роль = руководитель
      то исключить №1.6
      потому что «п»
      основание «о»

    """

  @Test func analyzeFindsAContradictionWithAnExample() throws {
    let shop = try Workshop()
    try shop.write("Rules/extra.rules", contradiction)
    let outcome = shop.run("rules", "analyze")
    #expect(outcome.code == .checkFailed, "\(outcome.error)")
    #expect(outcome.out.contains("[require-against-exclude]"))
    #expect(outcome.out.contains("пример для вставки:"))
    let english = shop.run("rules", "analyze", "--lang", "en")
    #expect(english.out.contains("an example to paste:") && english.out.contains("expect fired"))
  }

  @Test func analyzeAsJSONIsStable() throws {
    let shop = try Workshop()
    try shop.write("Rules/extra.rules", contradiction)
    let outcome = shop.run("rules", "analyze", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
    #expect(object?["schema"] as? String == "marshrut.analysis/1")
    let findings = try #require(object?["findings"] as? [[String: Any]])
    let collision = try #require(findings.first { $0["id"] as? String == "require-against-exclude" })
    #expect(collision["rules"] as? [String] == ["Школа с низкими результатами", "Беречь"])
    #expect(collision["line"] as? Int == 1 && collision["severity"] as? String == "warning")
    #expect(shop.run("rules", "analyze", "--format", "json").out == outcome.out)
  }

  @Test func suggestedExamplesCanBePasted() throws {
    let shop = try Workshop()
    let suggested = shop.run("rules", "examples", "--suggest")
    #expect(suggested.code == .done && suggested.out.contains("// решает"))
    try shop.write("Rules/suggested.rules", suggested.out)
    #expect(shop.run("rules", "test").code == .done)
    #expect(shop.run("rules", "examples", "--suggest").out.isEmpty)
    let covered = shop.run("rules", "test", "--coverage")
    #expect(covered.out.contains("Сработало правил и диагностик 1/1, условий (каждое да и нет) 6/6, уровней 4/4"))
    #expect(shop.run("rules", "format", "--check", "Rules/suggested.rules").code == .done)
  }

  @Test func mutateSaysWhatNoExampleNotices() throws {
    let outcome = try Workshop().run("rules", "test", "--mutate")
    #expect(outcome.code == .done)
    #expect(outcome.out.contains("«или» вместо «и» (heads.rules:2)"))
    #expect(outcome.out.contains("Порч испробовано 11, замечено 5, не замечено 6"))
  }

  @Test func junitHoldsOneCasePerExample() throws {
    let shop = try Workshop()
    try shop.write(
      "Rules/bad.rules", "пример «не <так>» дано роль = резерв ожидается обязательно №1.6, обязательно №1.5\n")
    let outcome = shop.run("rules", "test", "--format", "junit")
    #expect(outcome.code == .checkFailed)
    #expect(outcome.out.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
    #expect(outcome.out.contains("tests=\"2\" failures=\"1\""))
    #expect(outcome.out.contains("name=\"не &lt;так&gt;\""))
    #expect(outcome.out.components(separatedBy: "<failure ").count == 2, "one failure a case, with all that differed")
    #expect(XMLDocumentCheck.isWellFormed(outcome.out))
  }
}
