import RouteModel

/// The growth a route would bring if the estimated gains came true.
///
/// Over the competencies of the framework that are measured: `pre = Σ score`, `post = Σ min(100, score + Σ gains)`, then
/// the declared formula. Rounded once, half away from zero, to hundredths of percent.
struct ForecastCalculator: Sendable {
  let target: GrowthTarget

  /// O(lines · gains of the chosen measures).
  func forecast(lines: [DeficitProfile.Line], chosen: [PooledMeasure]) -> Forecast {
    var pre = 0
    var post = 0
    var count = 0
    for line in lines {
      guard let score = line.score else { continue }
      var gained = Points.zero
      for entry in chosen {
        for (position, gain) in zip(entry.gainPositions, entry.gains) where position == line.competency {
          gained += gain.points
        }
      }
      pre += score.hundredths
      post += min(Points.hundred, score + gained).hundredths
      count += 1
    }
    return Forecast(growth: growth(pre: pre, post: post, count: count), target: target)
  }

  private func growth(pre: Int, post: Int, count: Int) -> Points? {
    guard count > 0 else { return nil }
    let base =
      switch target.formula {
      case .absolute: count * 10_000
      case .relative: pre
      case .normalised: count * 10_000 - pre
      }
    guard base > 0 else { return nil }
    return Points(hundredths: roundedDivision((post - pre) * 10_000, base))
  }
}
