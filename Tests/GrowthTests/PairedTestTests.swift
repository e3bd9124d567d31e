import Growth
import TestSupport
import Testing

/// Hours of additional sleep under two drugs: Student, "The probable error of a mean", Biometrika 6, 1908 (data set
/// `sleep` of R), in tenths.
private let sleep = PairedSample(
  zip([7, -16, -2, -12, -1, 34, 37, 8, 0, 20], [19, 8, 11, 1, -1, 44, 55, 16, 46, 34])
    .map { PairedSample.Pair(pretest: $0, retest: $1, unit: 10) })

@Suite("Paired t test and effect sizes")
struct PairedTestTests {
  /// R documentation of t.test: t = 4.0621, df = 9, p = 0.002833, interval 0.7001142…2.4598858, mean 1.58.
  @Test func studentsSleep() {
    let test = PairedTTest(sleep)
    #expect(isClose(test.t, 4.062127683382037))
    #expect(test.degreesOfFreedom == 9)
    #expect(isClose(test.p, 0.002832890197384273, 1e-11))
    #expect(isClose(test.interval.lower, 0.7001142367230175, 1e-11))
    #expect(isClose(test.interval.upper, 2.459885763276983, 1e-11))
    #expect(isClose(Descriptive.mean(sleep.change), 1.58))
  }

  /// NumPy from the definitions; d_z = t/√n.
  @Test func effectSizes() {
    let effect = EffectSizes(sleep)
    #expect(isClose(effect.dz, 1.2845575625910546))
    #expect(isClose(effect.dav, 0.8321810813495397))
    #expect(isClose(effect.correction, 1 - 3.0 / 35))
    #expect(isClose(effect.correctedDz, 1.2845575625910546 * 32 / 35))
    #expect(isClose(Descriptive.correlation(sleep.pretest, sleep.retest), 0.7951702058335777))
    #expect(isClose(effect.dz, PairedTTest(sleep).t / 10.0.squareRoot()))
  }

  @Test func theIntervalIsSymmetricalAndTurnsWithTheSign() {
    let seed: UInt64 = 77
    var random = SplitMix64(seed: seed)
    for round in 0..<200 {
      let values = (0..<Int.random(in: 2...30, using: &random)).map { _ in
        (Int.random(in: 0...10_000, using: &random), Int.random(in: 0...10_000, using: &random))
      }
      let forth = PairedTTest(PairedSample(values.map { .init(pretest: $0.0, retest: $0.1, unit: 100) }))
      let back = PairedTTest(PairedSample(values.map { .init(pretest: $0.1, retest: $0.0, unit: 100) }))
      #expect(isClose(forth.t, -back.t, 1e-11), "seed \(seed), round \(round)")
      #expect(isClose(forth.p, back.p, 1e-11), "seed \(seed), round \(round)")
      #expect(isClose(forth.interval.lower, -back.interval.upper, 1e-11), "seed \(seed), round \(round)")
    }
  }

  /// The interval leaves zero out exactly when p is below 0.05.
  @Test func intervalAndProbabilityAgree() {
    var random = SplitMix64(seed: 78)
    for _ in 0..<300 {
      let sample = PairedSample(
        (0..<12).map { _ in
          .init(pretest: 0, retest: Int.random(in: -10...20, using: &random))
        })
      guard !sample.isChangeConstant else { continue }
      let test = PairedTTest(sample)
      #expect((test.interval.lower > 0 || test.interval.upper < 0) == (test.p < 0.05))
    }
  }
}
