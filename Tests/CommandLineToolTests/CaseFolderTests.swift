import CommandLineTool
import Foundation
import Testing

/// Examples that stand apart from the rules, in files of their own.
@Suite struct CaseFolderTests {
  private let passing = """
    пример «из дела 5»
      дано роль = руководитель, школа: низкие_результаты, балл К1 = 65
      ожидается обязательно №1.6

    """
  private let failing = """
    пример «из дела 6»
      дано роль = резерв
      ожидается обязательно №1.6

    """

  @Test func theFolderBesideTheRulesIsRead() throws {
    let shop = try Workshop()
    try shop.write("Rules/cases/heads.rules", passing)
    let outcome = shop.run("rules", "test")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out.contains("✓ «из дела 5» (Rules/cases/heads.rules:1)"), "\(outcome.out)")
    #expect(outcome.out.contains("✓ «директор» (Rules/heads.rules:7)"))
  }

  @Test func aFailingCaseIsToldByEveryCommandThatRunsExamples() throws {
    let shop = try Workshop()
    try shop.write("Rules/cases/heads.rules", passing + failing)
    let tested = shop.run("rules", "test")
    #expect(tested.code == .checkFailed)
    #expect(tested.out.contains("✗ «из дела 6» (Rules/cases/heads.rules:4)"), "\(tested.out)")
    #expect((tested.out + tested.error).contains("№1.6: ожидается «обязательно №1.6», а получено: его нет"))
    #expect(shop.run("check").code == .checkFailed)
    #expect(shop.run("rules", "analyze").code == .checkFailed)
    // Routes do not wait for examples.
    #expect(shop.run("route", "Р-1", "--data", "data").code == .done)
  }

  @Test func anotherFolderCanBeGiven() throws {
    let shop = try Workshop()
    try shop.write("Rules/cases/heads.rules", failing)
    try shop.write("Дела/2023.rules", passing)
    let outcome = shop.run("rules", "test", "--cases", "Дела")
    #expect(outcome.code == .done, "\(outcome.error)")
    #expect(outcome.out.contains("«из дела 5» (Дела/2023.rules:1)") && !outcome.out.contains("из дела 6"))
    let missing = shop.run("rules", "test", "--cases", "Нет")
    #expect(missing.code == .inputOutput)
    #expect(missing.error.contains("Нет"), "\(missing.error)")
  }

  @Test func onlyExamplesMayStandThere() throws {
    let shop = try Workshop()
    let rule = "правило «П» если роль = резерв то обязательно №1.5 потому что «п» основание «о»\n"
    try shop.write("Rules/cases/heads.rules", passing + rule + "шкала дефицита низкий больше 0 вес 1\n")
    let outcome = shop.run("rules", "test")
    #expect(outcome.code == .badInput)
    #expect(outcome.error.components(separatedBy: "[not-an-example]").count == 3, "\(outcome.error)")
    #expect(outcome.error.contains("Rules/cases/heads.rules:4:1"), "\(outcome.error)")
  }

  @Test func mistakesOfCasesAndRulesComeInOneRun() throws {
    let shop = try Workshop()
    try shop.write("Rules/cases/heads.rules", "пример «а» дано роль = резерв ожидается обязательно №9.9\n")
    try shop.write(
      "Rules/bad.rules", "правило «Б» если роль = директор то обязательно №1.6 потому что «п» основание «о»\n")
    let outcome = shop.run("check")
    #expect(outcome.code == .badInput)
    #expect(outcome.error.contains("№9.9") && outcome.error.contains("директор"), "\(outcome.error)")
  }

  @Test func formatLaysThemOutToo() throws {
    let shop = try Workshop()
    try shop.write("Rules/cases/heads.rules", passing.replacingOccurrences(of: "\n  ", with: " "))
    #expect(shop.run("rules", "format", "--check").code == .checkFailed)
    #expect(shop.run("rules", "format").code == .done)
    #expect(shop.read("Rules/cases/heads.rules") == passing)
    #expect(shop.run("rules", "format", "--check").code == .done)
  }
}
