import Growth
import RouteModel
import Testing

private func verdict(
  _ pretest: Int?, _ retest: Int?, _ formula: GrowthFormula = .relative, percent: Int = 10, items: Int? = nil
) -> GrowthVerdict {
  let target = GrowthTarget(percent: Points(percent), formula: formula)
  return GrowthMeasurement(pair(pretest, retest, items: items), target: target).verdict
}

@Suite("Growth of a person")
struct GrowthMeasurementTests {
  /// Two people, both 5 points up: only the weak one has grown by 10 %.
  @Test func theTargetIsExact() {
    #expect(verdict(4000, 4500) == .reached)
    #expect(verdict(8000, 8500) == .notReached)
    #expect(verdict(4000, 4400) == .reached)
    #expect(verdict(4000, 4399) == .notReached)
    #expect(verdict(4000, 5000, .absolute) == .reached)
    #expect(verdict(4000, 4999, .absolute) == .notReached)
    #expect(verdict(4000, 4600, .normalised) == .reached)
    #expect(verdict(4000, 4599, .normalised) == .notReached)
    #expect(verdict(3333, 3666) == .notReached, "3666,3 would be ten per cent")
    #expect(verdict(3333, 3667) == .reached)
  }

  @Test func theOrderOfTheTests() {
    #expect(verdict(nil, nil) == .noPretest)
    #expect(verdict(nil, 5000) == .noPretest)
    #expect(verdict(0, nil) == .noRetest)
    #expect(verdict(9500, nil) == .noRetest)
    #expect(verdict(0, 5000) == .noBase)
    #expect(verdict(0, 5000, .absolute) == .reached)
    #expect(verdict(0, 5000, .normalised) == .reached)
    #expect(verdict(9500, 10_000) == .ceiling)
    #expect(verdict(9500, 9000) == .ceiling)
    #expect(verdict(9001, 10_000, .absolute) == .ceiling)
    #expect(verdict(9000, 10_000, .absolute) == .reached)
    #expect(verdict(9999, 10_000, .normalised) == .reached)
    #expect(verdict(10_000, 10_000, .normalised) == .ceiling)
  }

  /// 100/110 of the scale is the last start from which 10 % are possible.
  @Test func theCeilingStandsWhereTenPercentEnd() {
    #expect(verdict(9090, 9998) == .notReached)
    #expect(verdict(9090, 9999) == .reached)
    #expect(verdict(9091, 10_000) == .ceiling)
  }

  /// 30 items from 50 points: the 95 % detectable change is 25,7 points.
  @Test func aGrowthWithinTheError() {
    #expect(verdict(5000, 6000, items: 30) == .reachedWithinError)
    #expect(verdict(5000, 8000, items: 30) == .reached)
    #expect(verdict(5000, 5400, items: 30) == .notReached)
    let unknown = GrowthMeasurement(pair(5000, 6000), target: relativeTen)
    #expect(unknown.verdict == .reached && unknown.flags.contains(.errorUnknown) && unknown.error == nil)
    #expect(unknown.reliableChange == .unknown)
  }

  @Test func flags() {
    let forms = GrowthMeasurement(pair(5000, 6000, items: 30, forms: ("А", "Б")), target: relativeTen)
    #expect(forms.flags == [.formsDiffer])
    let lookAlike = GrowthMeasurement(pair(5000, 6000, items: 30, forms: ("А", "A")), target: relativeTen)
    #expect(lookAlike.flags.isEmpty, "Cyrillic and Latin А are one form")
    let top = GrowthMeasurement(pair(10_000, 10_000, items: 30), target: relativeTen)
    #expect(top.flags == [.normalisedUndefined] && top.percent(.normalised) == nil)
    let disagreeing = GrowthMeasurement(pair(4000, 4500, items: 30), target: relativeTen)
    #expect(disagreeing.flags == [.formulasDisagree])
    #expect(disagreeing.growth.map(\.reaches) == [false, true, false])
  }

  /// One class, 11,11 of 20 points up from 4,92: 55,55 % absolute, 225,8 % relative, 0,73 normalised gain
  /// (PMC8045292, table 1, which cuts the last digit).
  @Test func threeFormulasOfAPublishedClass() {
    let amounts = GrowthAmounts(pretest: 492, retest: 1603, maximum: 2000)
    let growth = GrowthFormula.allCases.map { amounts.percent(GrowthTarget(percent: Points(10), formula: $0)) }
    #expect(growth == [Points(hundredths: 5555), Points(hundredths: 22_581), Points(hundredths: 7367)])
  }

  @Test func overallIsAGrowthOfSumsOverCommonCompetencies() {
    let third = CompetencyCode("К3")
    let overall = GrowthMeasurement(
      overall: [pair(3000, 4000), pair(9000, 9000, teaching), pair(100, nil, third)], target: relativeTen)
    #expect(overall.amounts == GrowthAmounts(pretest: 12_000, retest: 13_000, maximum: 20_000))
    #expect(overall.percent(.relative) == Points(hundredths: 833))
    #expect(overall.verdict == .notReached)
    #expect(overall.pretest == Points(60) && overall.retest == Points(65))
    #expect(overall.change == ExactRatio(5, 1))
    #expect(overall.flags.contains(.partial))
    let alone = GrowthMeasurement(overall: [pair(3000, nil), pair(nil, 9000, teaching)], target: relativeTen)
    #expect(alone.verdict == .noRetest && alone.amounts == nil && alone.flags.isEmpty)
    #expect(GrowthMeasurement(overall: [], target: relativeTen).verdict == .noPretest)
  }

  /// 9,996 % is not shown as 10 % beside «не достигнут».
  @Test func roundingNeverLiftsAGrowthToTheTarget() {
    let amounts = GrowthAmounts(pretest: 250_000, retest: 274_990, maximum: 1_000_000)
    #expect(amounts.ratio(.relative) == ExactRatio(9996, 100_000))
    #expect(amounts.percent(relativeTen) == Points(hundredths: 999))
    let close = GrowthAmounts(pretest: 250_000, retest: 274_999, maximum: 1_000_000)
    #expect(close.reaches(relativeTen) == false)
    #expect(close.percent(relativeTen) == Points(hundredths: 999))
    #expect(close.percent(GrowthTarget(percent: Points(20), formula: .relative)) == Points(10))
    #expect(GrowthAmounts(pretest: 250_000, retest: 275_000, maximum: 1_000_000).percent(relativeTen) == Points(10))
  }
}
