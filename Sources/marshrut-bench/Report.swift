/// Lines of figures.
enum Report {
  /// A median with the least run in parentheses, times `factor`, with four decimals.
  static func show(_ what: String, _ time: (median: Double, least: Double), _ factor: Double, _ unit: String) {
    let name = what + String(repeating: " ", count: max(0, 32 - what.count))
    print("  \(name) \(text(time.median * factor)) \(unit) (\(text(time.least * factor)))")
  }

  private static func text(_ value: Double) -> String {
    let units = Int(value * 10_000 + 0.5)
    let rest = String(units % 10_000)
    return "\(units / 10_000).\(String(repeating: "0", count: 4 - rest.count))\(rest)"
  }
}
