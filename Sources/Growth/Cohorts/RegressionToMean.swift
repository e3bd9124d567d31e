import Diagnostics
import RouteModel

/// What is declared of the test for the regression to the mean; nil parts are estimated from the people tested.
public struct RegressionAssumptions: Sendable, Hashable {
  /// The reliability of the test, from 0 to 1.
  public var reliability: Double?
  /// The mean of the population from which people were chosen.
  public var referenceMean: Points?

  /// Declared values.
  public init(reliability: Double? = nil, referenceMean: Points? = nil) {
    self.reliability = reliability
    self.referenceMean = referenceMean
  }
}

/// The change that would be seen without any learning, because people were chosen by a test with error.
///
/// Expected change of a group with the first mean `x̄`: `(1 − r)·(M − x̄)`, with the reliability `r` and the population mean
/// `M` (T. L. Kelley 1927). It assumes equal spreads in both waves and no shift of the population.
public struct RegressionToMean: Sendable, Hashable {
  /// The expected change, in points.
  public let expectedChange: Double
  /// The observed mean change, in points.
  public let observedChange: Double
  /// The reliability used.
  public let reliability: Double
  /// The population mean used, in points.
  public let referenceMean: Double
  /// Where the two come from.
  public let assumption: LocalizedText

  /// The observed change beyond the expected one, in points.
  public var excess: Double { observedChange - expectedChange }
}

/// The reliability and population mean used for every cohort of a report.
struct RegressionReference: Sendable, Hashable {
  var reliability: Double
  var mean: Double
  var assumption: LocalizedText

  /// Declared values first; else the correlation of both tests over all pairs, and the mean of all first results.
  static func make(
    _ declared: RegressionAssumptions, correlation: Answer<Double>, pretests: [ExactRatio]
  ) -> Answer<RegressionReference> {
    let reliability: Double
    if let stated = declared.reliability {
      guard (0...1).contains(stated) else { return .withheld(badReliability) }
      reliability = stated
    } else {
      switch correlation {
      case .withheld(let reason): return .withheld(noReliability(reason))
      case .value(let estimate):
        guard estimate > 0 else { return .withheld(negativeCorrelation) }
        reliability = estimate
      }
    }
    let mean: Double
    if let stated = declared.referenceMean {
      mean = ExactRatio(stated.hundredths, 100).value
    } else {
      guard pretests.count >= SampleMinimum.inference else { return .withheld(Withheld.tooFewPairs(pretests.count)) }
      mean = Descriptive.mean(pretests.sorted().map(\.value))
    }
    return .value(
      RegressionReference(
        reliability: reliability, mean: mean,
        assumption: assumption(declared.reliability != nil, declared.referenceMean != nil)))
  }

  func expectation(of means: WaveValues) -> RegressionToMean {
    RegressionToMean(
      expectedChange: (1 - reliability) * (mean - means.pretest), observedChange: means.change,
      reliability: reliability, referenceMean: mean, assumption: assumption)
  }

  private static func assumption(_ hasReliability: Bool, _ hasMean: Bool) -> LocalizedText {
    let reliability =
      hasReliability
      ? LocalizedText(ru: "надёжность теста задана", en: "the reliability of the test is declared")
      : LocalizedText(
        ru: "надёжность теста принята равной корреляции двух тестов у всех",
        en: "the reliability of the test is taken as the correlation of both tests over everybody")
    let mean =
      hasMean
      ? LocalizedText(ru: "среднее совокупности задано", en: "the population mean is declared")
      : LocalizedText(
        ru: "среднее совокупности принято равным среднему первого теста у всех",
        en: "the population mean is taken as the mean of the first test over everybody")
    let rest = LocalizedText(
      ru: "разброс в двух тестах считается равным", en: "the spread is taken as equal in both tests")
    return LocalizedText(
      ru: "\(reliability.russian); \(mean.russian); \(rest.russian)",
      en: "\(reliability.english); \(mean.english); \(rest.english)")
  }

  private static let badReliability = LocalizedText(
    ru: "надёжность теста должна быть от 0 до 1", en: "the reliability of the test must be from 0 to 1")
  private static let negativeCorrelation = LocalizedText(
    ru: "корреляция двух тестов не положительна и надёжностью быть не может",
    en: "the correlation of both tests is not positive and can't be a reliability")

  private static func noReliability(_ reason: LocalizedText) -> LocalizedText {
    LocalizedText(
      ru: "нет данных о надёжности теста: \(reason.russian)",
      en: "the reliability of the test is not known: \(reason.english)")
  }
}
