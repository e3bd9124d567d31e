import Diagnostics
import RouteModel
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct EveryExamplePassesTests {
  @Test func aFailedExampleIsAnError() {
    let context = AnalysisFixture().context(
      AnalysisFixture.rule("А", "роль = резерв", "обязательно №1.1")
        + "пример «верный» дано роль = резерв ожидается обязательно №1.1\n"
        + "пример «неверный» дано роль = руководитель ожидается обязательно №1.1\n")
    let found = context.findings("example-failed")
    #expect(found.count == 1 && found.first?.severity == .error)
  }

  @Test func noDataOfASetSpeaksForAllItsMembers() {
    let context = AnalysisFixture().context(
      AnalysisFixture.rule("А", "не школа: зона_риска", "обязательно №1.1")
        + "пример «пусто» дано роль = резерв ожидается сработало «А»\n"
        + "пример «неизвестно» дано роль = резерв, нет данных: школа ожидается не сработало «А»\n")
    #expect(context.findings("example-failed").isEmpty)
  }
}
