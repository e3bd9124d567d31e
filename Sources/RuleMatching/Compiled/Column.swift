import RuleLanguage

/// A field that some rule uses, with its values grouped into classes no rule tells apart.
///
/// Class 0 is every known value that no set of the rules holds; classes 1 … `cuts.count - 1` lie between neighbouring
/// cuts; the last class is the missing value. Because sets are bounded, the values below the first cut and those from
/// the last cut on are both class 0: values outside the field's domain need no special case.
struct Column: Sendable {
  /// The field, by position in the fact row.
  let field: Int
  /// Where membership in some set changes, ascending; at least none.
  let cuts: [Int]

  /// Whether some set holds the missing value; otherwise it is like all values that no set holds.
  let asksMissing: Bool

  /// The class of the missing value, and the last one.
  var missingClass: Int { max(1, cuts.count) }
  var classCount: Int { missingClass + 1 }

  init(field: Int, sets: [ValueSet]) {
    self.field = field
    asksMissing = sets.contains(where: \.containsMissing)
    var cuts: [Int] = []
    for set in sets {
      for interval in set.intervals {
        cuts.append(Int(interval.lowerBound))
        cuts.append(Int(interval.upperBound) + 1)
      }
    }
    cuts.sort()
    var distinct: [Int] = []
    for cut in cuts where distinct.last != cut { distinct.append(cut) }
    self.cuts = distinct
  }

  /// The class of a coded value; O(log cuts).
  func classIndex(of value: Int32) -> Int {
    if value == ValueSet.missing { return missingClass }
    let position = count(upTo: Int(value))
    return position == cuts.count ? 0 : position
  }

  /// The classes a set consists of: every class is wholly in the set or wholly out of it.
  func classes(of set: ValueSet) -> [Range<Int>] {
    var result = set.intervals.map { interval in
      count(upTo: Int(interval.lowerBound))..<count(upTo: Int(interval.upperBound) + 1)
    }
    if set.containsMissing { result.append(missingClass..<(missingClass + 1)) }
    return result
  }

  /// How many cuts are at most `value`.
  private func count(upTo value: Int) -> Int {
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
