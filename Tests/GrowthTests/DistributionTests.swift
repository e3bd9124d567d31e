import Growth
import Testing

@Suite("Distributions against published tables and SciPy 1.17")
struct DistributionTests {
  /// NIST/SEMATECH e-Handbook, 1.3.6.7.2, upper critical values of Student's t for 0.975 and 0.995.
  @Test(arguments: [
    (1, 12.706, 63.657), (2, 4.303, 9.925), (5, 2.571, 4.032), (9, 2.262, 3.250), (10, 2.228, 3.169),
    (29, 2.045, 2.756), (30, 2.042, 2.750), (60, 2.000, 2.660), (100, 1.984, 2.626),
  ])
  func quantilesStandInTheTable(freedom: Int, at95: Double, at99: Double) {
    let distribution = StudentT(degreesOfFreedom: freedom)
    #expect(isClose(distribution.twoSidedQuantile(0.05), at95, 6e-4))
    #expect(isClose(distribution.twoSidedQuantile(0.01), at99, 6e-4))
  }

  /// scipy.stats.t.ppf(0.975, df).
  @Test(arguments: [
    (1, 12.706204736174694), (3, 3.1824463052837078), (9, 2.262157162798205), (100, 1.9839715185235518),
    (1000, 1.9623390808264083),
  ])
  func quantilesMatch(freedom: Int, expected: Double) {
    #expect(isRelativelyClose(StudentT(degreesOfFreedom: freedom).twoSidedQuantile(0.05), expected, 1e-11))
  }

  /// 2·scipy.stats.t.sf(t, df).
  @Test(arguments: [
    (1, 1.0, 0.5), (2, 0.3, 0.7924856608401776), (9, 4.0621, 0.002833007840390159),
    (9, 12.0, 7.699886222985653e-07), (25, 2.0, 0.0564759804268972), (60, 0.01, 0.9920544635179308),
    (400, 3.3, 0.00105355231470048), (5000, 1.2, 0.2301961950604177), (14, 40.0, 7.768790800228562e-16),
  ])
  func probabilitiesMatch(freedom: Int, t: Double, expected: Double) {
    let distribution = StudentT(degreesOfFreedom: freedom)
    #expect(isRelativelyClose(distribution.twoSidedProbability(t), expected, 1e-10))
    #expect(distribution.twoSidedProbability(-t) == distribution.twoSidedProbability(t))
  }

  /// With one and two degrees of freedom the distribution has closed forms.
  @Test func closedForms() {
    for t in stride(from: 0.0, through: 8, by: 0.25) {
      let two = 1 - t / (2 + t * t).squareRoot()
      #expect(isClose(StudentT(degreesOfFreedom: 2).twoSidedProbability(t), two, 1e-13))
    }
  }

  /// 2·scipy.stats.norm.sf(z).
  @Test(arguments: [
    (0.0, 1.0), (0.5, 0.6170750774519738), (1.96, 0.04999579029644087), (3, 0.0026997960632601866),
    (-6, 1.973175290075389e-09),
  ])
  func normalMatches(z: Double, expected: Double) {
    #expect(isRelativelyClose(StandardNormal.twoSidedProbability(z), expected, 1e-12))
  }

  /// R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
  ])
  func wilsonStandsInTheTable(count: Int, total: Int, lower: Double, upper: Double) {
    let interval = WilsonInterval.of(count, of: total)
    #expect(abs(interval.lower - lower) < 5e-5 && abs(interval.upper - upper) < 5e-5)
  }

  @Test func wilsonIsSymmetricalAndStaysInTheUnit() {
    for total in 1...40 {
      for count in 0...total {
        let interval = WilsonInterval.of(count, of: total)
        let mirrored = WilsonInterval.of(total - count, of: total)
        #expect(isClose(interval.lower, 1 - mirrored.upper, 1e-14))
        #expect(interval.lower >= 0 && interval.upper <= 1)
        let share = Double(count) / Double(total)
        #expect(interval.lower <= share && share <= interval.upper)
      }
    }
  }

  /// Worked by hand: 0.005·4, 0.01·3, 0.03·2, then 0.04·1 lifted to 0.06.
  @Test func holmStepsDown() {
    let adjusted = HolmAdjustment.adjust([0.01, 0.04, 0.03, 0.005])
    for (got, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) { #expect(isClose(got, expected)) }
    #expect(HolmAdjustment.adjust([0.9, 0.8]) == [1, 1])
    #expect(HolmAdjustment.adjust([]).isEmpty)
  }
}
