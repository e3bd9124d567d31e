import Diagnostics

/// Policy, scale and targets.
extension Checker {
  mutating func collectSettings(_ tree: SyntaxTree) {
    for declaration in tree.declarations {
      switch declaration {
      case .policy(let policy):
        if policy.hasMistakes { isPolicyBroken = true }
        for entry in policy.entries { check(entry, tree) }
      case .scale(let scale):
        let before = diagnostics.count
        check(scale, tree)
        if scale.hasMistakes || diagnostics.count > before { isScaleBroken = true }
      case .targets(let targets): for entry in targets.entries { check(entry, tree) }
      default: break
      }
    }
  }

  private mutating func check(_ entry: PolicySyntax.Entry, _ tree: SyntaxTree) {
    let source = tree.source
    let name = source.text(in: entry.keyword)
    guard declareOnce("policy \(entryKind(entry.value))", LocalizedText(verbatim: "«\(name)»"), source, entry.keyword)
    else { return }
    switch entry.value {
    case .result(let keyword, let months):
      switch keyword {
      case .latest: policy.result = .latest
      case .best: policy.result = .best
      default:
        if let months, let count = whole(months, 1...120, source) { policy.result = .bestWithin(months: count) }
      }
    case .growthTarget(let percent, let formula):
      policy.growthPercent = hundredths(percent, 0...100_000, source)
      policy.growthFormula =
        switch formula {
        case .absolute: .absolute
        case .normalised: .normalised
        default: .relative
        }
    case .load(let loads): for load in loads { check(load, source) }
    case .hourPrice(let number): if let price = hundredths(number, 0...100_000, source) { policy.hourPrice = price }
    case .keepFree(let windows): for window in windows { check(window, source) }
    case .travel(let days): if let count = whole(days, 0...30, source) { policy.travelDays = count }
    case .horizon(let months): if let count = whole(months, 1...60, source) { policy.horizonMonths = count }
    case .seats(let rules): for rule in rules { check(rule, source) }
    case .coverage(let points):
      if let worth = hundredths(points, 0...1_000_000, source) { policy.coverageWorth = worth }
    }
  }

  private func entryKind(_ value: PolicySyntax.Value) -> String {
    switch value {
    case .result: "result"
    case .growthTarget: "growth"
    case .load: "load"
    case .hourPrice: "price"
    case .keepFree: "free"
    case .horizon: "horizon"
    case .travel: "travel"
    case .seats: "seats"
    case .coverage: "coverage"
    }
  }

  private mutating func check(_ load: PolicySyntax.Load, _ source: SourceText) {
    switch load {
    case .concurrent(let number):
      if let count = whole(number, 1...100, source) { policy.concurrent = count }
    case .hours(let number, let keyword):
      guard let hours = whole(number, 1...10_000, source) else { return }
      let period: PolicySettings.Period =
        switch keyword {
        case .halfYear: .halfYear
        case .quarter: .quarter
        case .month: .month
        default: .year
        }
      policy.hours.append(PolicySettings.HoursLimit(hours: hours, period: period))
    }
  }

  private mutating func check(_ rule: PolicySyntax.SeatRule, _ source: SourceText) {
    switch rule {
    case .deficitsFirst(let range):
      let what = LocalizedText(verbatim: "«\(source.text(in: range))»")
      if declareOnce("policy seats deficits", what, source, range) { policy.deficitsFirst = true }
    case .floor(let amount, let isShare, let points, let range):
      let what = LocalizedText(ru: "минимум мест муниципалитету", en: "the least seats of a municipality")
      guard declareOnce("policy seats floor", what, source, range) else { return }
      guard let count = whole(amount, isShare ? 1...100 : 1...10_000, source) else { return }
      var floor = PolicySettings.SeatFloor(amount: count, isShare: isShare)
      if let points {
        guard let worth = hundredths(points, 1...1_000_000, source) else { return }
        floor.worth = worth
      }
      policy.seatFloor = floor
    }
  }

  private mutating func check(_ window: PolicySyntax.Window, _ source: SourceText) {
    guard let from = monthDay(window.fromDay, window.fromMonth, source),
      let to = monthDay(window.toDay, window.toMonth, source)
    else { return }
    policy.windows.append(PolicySettings.Window(from: from, to: to))
  }

  /// 29 February is a day of the year here: a window that starts or ends on it is cut to 28 February in other years.
  mutating func monthDay(
    _ day: SpelledSyntax, _ month: Keyword, _ source: SourceText
  ) -> PolicySettings.MonthDay? {
    let number = month.monthNumber ?? 1
    let lengths: [Int] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard let value = Int(day.text), (1...lengths[number - 1]).contains(value) else {
      report(CheckerDiagnostics.impossibleDay(day, lengths[number - 1], source))
      return nil
    }
    return PolicySettings.MonthDay(month: number, day: value)
  }

  private mutating func check(_ syntax: ScaleSyntax, _ tree: SyntaxTree) {
    let what = LocalizedText(ru: "шкала дефицита", en: "the deficit scale")
    guard declareOnce("scale", what, tree.source, syntax.keyword) else { return }
    for band in syntax.bands {
      guard let lower = hundredths(band.lower, 0...10_000, tree.source),
        let weight = whole(band.weight, 1...1000, tree.source)
      else { continue }
      if scale.contains(where: { LookAlike.fold($0.name) == LookAlike.fold(band.name.text) }) {
        report(CheckerDiagnostics.repeatedBand(band.name, tree.source))
        continue
      }
      let least = max(1, band.isOpen ? lower + 1 : lower)
      if scale.contains(where: { $0.lower == least }) {
        report(CheckerDiagnostics.bandOverlap(band.name, tree.source))
        continue
      }
      scale.append(
        Band(name: band.name.text, lower: least, weight: weight, place: .text(tree.source, band.name.range)))
    }
  }

  /// Bands highest first, so that the first whose bound is reached is the deficit's.
  mutating func finishScale() { scale.sort { $0.lower > $1.lower } }

  private mutating func check(_ entry: TargetsSyntax.Entry, _ tree: SyntaxTree) {
    let source = tree.source
    guard let role = role(entry.role, source) else { return }
    let what = LocalizedText(ru: "цели роли «\(entry.role.text)»", en: "the targets of «\(entry.role.text)»")
    guard declareOnce("targets \(role)", what, source, entry.role.range) else { return }
    var result = RoleTargets(role: role, like: nil, overrides: [:])
    if let like = entry.like {
      result.like = self.role(like, source)
      if result.like == role { report(CheckerDiagnostics.targetsLikeItself(like, source)) }
    }
    for single in entry.overrides {
      guard let competency = competency(single.competency, source),
        let points = hundredths(single.points, 0...10_000, source)
      else { continue }
      result.overrides[competency] = points
    }
    targets.append(result)
  }

  private mutating func role(_ name: SpelledSyntax, _ source: SourceText) -> Int? {
    if let found = Vocabulary.position(of: name.text, in: vocabulary.roles) { return found }
    report(
      CheckerDiagnostics.unknownName(
        "unknown-role", LocalizedText(ru: "роль", en: "role"), name, source, allowed: vocabulary.roles))
    return nil
  }

  mutating func checkRequirements(_ requirements: RuleCompiler.Requirements, files: [SyntaxTree]) {
    guard let first = files.first else { return }
    if requirements.scale, scale.isEmpty, firstPlaces["scale"] == nil {
      report(CheckerDiagnostics.missingScale(first.source.path))
    }
    if requirements.growthTarget, policy.growthPercent == nil, firstPlaces["policy growth"] == nil, !isPolicyBroken {
      report(CheckerDiagnostics.missingGrowthTarget(first.source.path))
    }
  }

  // MARK: Numbers

  /// A whole number in `range`, or a message.
  mutating func whole(_ number: SpelledSyntax, _ range: ClosedRange<Int>, _ source: SourceText) -> Int? {
    if let value = Int(number.text), range.contains(value) { return value }
    report(CheckerDiagnostics.notWhole(number, range, source))
    return nil
  }

  /// A number as hundredths in `range` (of hundredths), or a message.
  mutating func hundredths(_ number: SpelledSyntax, _ range: ClosedRange<Int>, _ source: SourceText) -> Int? {
    // A whole number too large to count with is out of any range.
    let isWhole = !number.text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
    guard let value = Self.hundredths(number.text) ?? (isWhole ? Int.max : nil) else {
      report(CheckerDiagnostics.tooPrecise(number, source))
      return nil
    }
    if range.contains(value) { return value }
    report(CheckerDiagnostics.outOfRange(number, range, source))
    return nil
  }

  /// The number in hundredths; nil when it has more than two decimals that matter, or is too large.
  static func hundredths(_ text: String) -> Int? {
    var (whole, fraction, decimals, digits) = (0, 0, 0, 0)
    var (isNegative, isFraction) = (false, false)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-") where digits == 0 && !isFraction: isNegative = true
      case UInt8(ascii: ","), UInt8(ascii: "."):
        if isFraction { return nil }
        isFraction = true
      case 0x30...0x39:
        let digit = Int(byte - 0x30)
        if !isFraction {
          digits += 1
          if digits > 9 { return nil }
          whole = whole * 10 + digit
        } else {
          decimals += 1
          if decimals <= 2 { fraction = fraction * 10 + digit } else if digit > 0 { return nil }
        }
      default: return nil
      }
    }
    if digits == 0 { return nil }
    let value = whole * 100 + (decimals == 1 ? fraction * 10 : fraction)
    return isNegative ? -value : value
  }
}
