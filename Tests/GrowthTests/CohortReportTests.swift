import Diagnostics
import Growth
import RouteModel
import TestSupport
import Testing

private func report(_ dossiers: [Dossier], _ analysis: RetestAnalysis = analysis()) -> RetestReport {
  analysis.report(of: dossiers, framework: { _ in [managing] })
}

private func all(_ dossiers: [Dossier], _ analysis: RetestAnalysis = analysis()) throws -> CohortReport {
  try #require(report(dossiers, analysis).report(on: .all))
}

/// Ten people whose results are Student's sleep data ten times over, shifted onto the scale.
private let sleepers = zip(
  [7, -16, -2, -12, -1, 34, 37, 8, 0, 20], [19, 8, 11, 1, -1, 44, 55, 16, 46, 34]
).enumerated().map { dossier($0.offset, 4000 + 100 * $0.element.0, 4000 + 100 * $0.element.1, items: 30) }

@Suite("Growth of a cohort")
struct CohortReportTests {
  @Test func inferenceIsAboutPointsOfPeople() throws {
    let cohort = try all(sleepers)
    let means = try #require(cohort.means.value)
    #expect(isClose(means.pretest, 47.5) && isClose(means.retest, 63.3) && isClose(means.change, 15.8))
    let test = try #require(cohort.tTest.value)
    #expect(isClose(test.t, 4.062127683382037, 1e-11) && test.degreesOfFreedom == 9)
    #expect(isClose(test.interval.lower, 7.001142367230175, 1e-11))
    #expect(cohort.wilcoxon.value?.p == 0.00390625 && cohort.wilcoxon.value?.zeros == 1)
    #expect(isClose(cohort.effect.value?.dz, 1.2845575625910546, 1e-11))
    #expect(isClose(cohort.effect.value?.dav, 0.8321810813495397, 1e-11))
    #expect(isClose(cohort.correlation.value, 0.7951702058335777, 1e-11))
  }

  @Test func smallGroupsAreRefusedWithAReason() throws {
    let nine = try all(Array(sleepers.prefix(9)))
    #expect(nine.paired == 9 && nine.means.value != nil && nine.deviations.value != nil)
    #expect(nine.tTest.value == nil && nine.wilcoxon.value == nil && nine.effect.value == nil)
    #expect(nine.correlation.value == nil && nine.regression.value == nil)
    #expect(nine.tTest.reason?.russian == "пар результатов 9, для вывода нужно не меньше 10")
    #expect(nine.target.percent.value != nil)

    let four = try all(Array(sleepers.prefix(4)))
    #expect(four.target.percent.value == nil && four.target.interval.value == nil && four.target.of == 4)
    let one = try all(Array(sleepers.prefix(1)))
    #expect(one.means.value != nil && one.deviations.reason != nil)
    let none = try all([])
    #expect(none.people == 0 && none.means.value == nil && none.aggregated.allSatisfy { $0.ofMeans.value == nil })
  }

  @Test func aGroupWithoutSpreadIsNotTested() throws {
    let same = try all((0..<12).map { dossier($0, 4000 + 10 * $0, 4500 + 10 * $0) })
    #expect(same.tTest.value == nil && same.effect.value == nil)
    #expect(same.tTest.reason?.english == "the change is the same for everybody, there is no spread")
    #expect(same.wilcoxon.value?.p == 2.0 / 4096)
    let still = try all((0..<12).map { dossier($0, 4000 + 10 * $0, 4000 + 10 * $0) })
    #expect(still.wilcoxon.value == nil && still.wilcoxon.reason != nil)
    let flat = try all((0..<12).map { dossier($0, 4000, 4500 + 10 * $0) })
    #expect(flat.correlation.value == nil && flat.tTest.value != nil)
  }

  @Test func theLostAreCountedByReason() throws {
    let early = Dossier(
      person: Person(id: "р", role: .head), scores: [score(.pretest, 5000), score(.retest, 6000, on: "2023-01-01")])
    let apart = Dossier(
      person: Person(id: "к", role: .head), scores: [score(.pretest, 7000), score(.retest, 6000, teaching)])
    let people =
      [dossier(1, 4000, 5000), dossier(2, 3000, nil), dossier(3, nil, 5000), dossier(4, nil, nil)] + [early, apart]
    let report = analysis().report(of: people, framework: { _ in [managing, teaching] })
    let cohort = try #require(report.report(on: .all))
    #expect(cohort.people == 6 && cohort.pretested == 4 && cohort.retested == 3 && cohort.paired == 1)
    #expect(cohort.lostCount == 5 && cohort.lost.map(\.count) == [1, 1, 1, 1, 1])
    #expect(cohort.lostPretestMean.value == 50)
    #expect(cohort.verdicts.map(\.count).reduce(0, +) == 6)
  }

  @Test func theShareKeepsCeilingAndNoBaseInItsDenominator() throws {
    let cohort = try all([
      dossier(1, 4000, 5000, items: 30), dossier(2, 4000, 9000, items: 30), dossier(3, 9500, 10_000, items: 30),
      dossier(4, 0, 5000, items: 30), dossier(5, 4000, 4100), dossier(6, 4000, 100, items: 30), dossier(7, 4000, nil),
    ])
    #expect(cohort.target.reached == 2 && cohort.target.of == 6 && cohort.target.withinError == 1)
    #expect(cohort.target.percent.value == Points(hundredths: 3333))
    #expect(cohort.verdicts.map(\.count) == [1, 1, 2, 1, 1, 1, 0])
    #expect(cohort.reliableChanges.map(\.count) == [2, 2, 1, 1])
  }

  /// Two people, from 20 to 60 and from 80 to 90. Gain of the means (75 − 50)/(100 − 50) = 50 %, mean of the gains
  /// (50 % + 50 %)/2; relative 50 % against (200 % + 12,5 %)/2.
  @Test func theGrowthOfMeansIsNotTheMeanOfGrowths() throws {
    let cohort = try all([dossier(1, 2000, 6000), dossier(2, 8000, 9000), dossier(3, 0, 0)])
    let relative = cohort.aggregated[1]
    #expect(relative.formula == .relative && relative.definedFor == 2)
    #expect(relative.ofMeans.value == Points(50) && relative.ofMeansReaches == true)
    #expect(isClose(relative.meanOfIndividuals.value, 106.25))
    let normalised = cohort.aggregated[2]
    #expect(normalised.definedFor == 3 && normalised.ofMeans.value == Points(25))
    #expect(isClose(normalised.meanOfIndividuals.value, 100.0 / 3))
  }

  /// A person counts once, whatever the number of competencies: (40 + 50)/2 → (50 + 50)/2.
  @Test func aPersonCountsOnce() throws {
    let wide = Dossier(
      person: Person(id: "ш", role: .head),
      scores: [
        score(.pretest, 3000), score(.retest, 4000), score(.pretest, 5000, teaching), score(.retest, 6000, teaching),
      ])
    let report = analysis().report(of: [wide, dossier(1, 5000, 5000)], framework: { _ in [managing, teaching] })
    let cohort = try #require(report.report(on: .all))
    let means = try #require(cohort.means.value)
    #expect(means.pretest == 45 && means.retest == 50 && means.change == 5)
    #expect(cohort.aggregated[1].ofMeans.value == Points(hundredths: 1111))
  }

  /// With r = 0,6 and a population mean of 60, a group that starts at 47,5 is expected to rise by 0,4·12,5 = 5 points.
  @Test func regressionToTheMean() throws {
    var declared = analysis()
    declared.assumptions = RegressionAssumptions(reliability: 0.6, referenceMean: Points(60))
    let regression = try #require(try all(sleepers, declared).regression.value)
    #expect(isClose(regression.expectedChange, 5) && isClose(regression.observedChange, 15.8))
    #expect(isClose(regression.excess, 10.8))
    #expect(regression.assumption.english.contains("declared"))

    let estimated = try #require(try all(sleepers).regression.value)
    #expect(isClose(estimated.reliability, 0.7951702058335777, 1e-11) && abs(estimated.expectedChange) < 1e-12)
    #expect(estimated.assumption.russian.contains("корреляции"))

    declared.assumptions.reliability = 1.5
    #expect(try all(sleepers, declared).regression.value == nil)
    let falling = (0..<12).map { dossier($0, 4000 + 100 * $0, 6000 - 100 * $0) }
    #expect(try all(falling).regression.reason?.english.contains("not positive") == true)
  }

  @Test func theOrderOfPeopleChangesNoBit() {
    let seed: UInt64 = 2011
    var random = SplitMix64(seed: seed)
    var people = (0..<90).map { index in
      dossier(
        index, Int.random(in: 0...10_000, using: &random),
        index % 7 == 0 ? nil : Int.random(in: 0...10_000, using: &random), role: index % 3 == 0 ? .reserve : .head,
        municipality: ["южный", "северный", nil][index % 3], items: index % 5 == 0 ? nil : 30,
        completed: index % 2 == 0 ? "2023-12-01" : nil)
    }
    let expected = report(people)
    for round in 0..<5 {
      people.shuffle(using: &random)
      #expect(report(people) == expected, "seed \(seed), round \(round)")
    }
    // Other names put the same results in another order: no number of the cohorts may move.
    let renamed = zip(people, people.indices.reversed()).map { old, index in
      Dossier(
        person: Person(id: "Я\(index)", municipality: old.municipality, role: old.person.role), scores: old.scores,
        completions: old.completions)
    }
    #expect(report(renamed).cohorts == expected.cohorts)
  }
}
