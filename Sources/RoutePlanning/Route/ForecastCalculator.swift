import RouteModel

/// The growth a route would bring if the estimated gains came true.
///
/// Over the competencies of the framework that are measured: `pre = Σ score`, `post = Σ min(100, score + Σ gains)`, then
/// the declared formula. Rounded once, half away from zero, to hundredths of percent.
struct ForecastCalculator: Sendable {
  let target: GrowthTarget

  /// O(lines + gains of the chosen measures). `gained` holds the points expected on each competency.
  func forecast(lines: [DeficitProfile.Line], gained: [Points]) -> Forecast {
    var pre = 0
    var post = 0
    var count = 0
    for index in lines.indices {
      guard let score = lines[index].score else { continue }
      pre += score.hundredths
      post += min(Points.hundred, score + gained[lines[index].competency]).hundredths
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
