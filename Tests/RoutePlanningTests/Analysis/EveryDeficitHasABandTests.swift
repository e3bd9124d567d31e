import Diagnostics
import RouteModel
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct EveryDeficitHasABandTests {
  @Test func aHoleBelowTheLowestBandIsShownByAPerson() throws {
    var fixture = AnalysisFixture()
    fixture.scale = "критический от 40 вес 8, средний от 10 вес 2"
    let found = try #require(fixture.context("").findings("band-hole").first)
    #expect(found.message == "дефицит больше 0, но ниже 10 не попадает ни в один уровень и ничего не весит")
    // The smallest score whose deficit is in the hole: 70 − 60,01 = 9,99.
    #expect(found.example?.contains("дано роль = руководитель, балл К1 = 60,01") == true)
    #expect(found.example?.contains("ожидается дефицит К1 = 9,99") == true)
  }

  @Test func aScaleFromZeroHasNoHole() {
    #expect(AnalysisFixture().context("").findings("band-hole").isEmpty)
  }

  @Test func aHoleNobodyIsInIsNone() {
    var fixture = AnalysisFixture()
    fixture.scale = "критический от 40 вес 8, средний от 10 вес 2"
    fixture.competencies = [AnalysisFixture.competency("К1", [:])]
    fixture.gains = []
    let context = fixture.context("")
    #expect(context.findings("band-hole").isEmpty)
    #expect(context.findings("band-unreachable").count == 2)
  }

  @Test func aBandAboveEveryTargetIsReachedOnlyByDiagnostics() {
    var fixture = AnalysisFixture()
    fixture.scale = "крайний от 80 вес 9, низкий больше 0 вес 1"
    #expect(
      fixture.context("").findings("band-unreachable").map(\.message) == [
        "до уровня «крайний» не доходит ничей дефицит"
      ])
    let diagnostic = AnalysisFixture.diagnostic("А", "показатель «план» = нет", "дефицит К1 + 10")
    #expect(fixture.context(diagnostic).findings("band-unreachable").isEmpty)
    let little = AnalysisFixture.diagnostic("А", "показатель «план» = нет", "дефицит К1 + 9,99")
    #expect(fixture.context(little).findings("band-unreachable").count == 1)
  }
}
