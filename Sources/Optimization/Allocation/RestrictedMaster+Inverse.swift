/// Working out the basis from scratch.
extension RestrictedMaster {
  /// The key plans for everybody, and rows as they then are.
  mutating func startOver() {
    let left = leftByKeys()
    for row in rows.indices {
      basicType[row] = -1
      basicPlan[row] = Int32(2 * row + (left[row] < 0 ? 1 : 0))
    }
    keyAmount = columns.counts
    invert()
  }

  /// Per row, its amount less what everybody with the key plans would have in it.
  private func leftByKeys() -> [Double] {
    var left = rows.map(\.amount)
    for type in columns.types.indices {
      for row in columns.rows(type, key[type]) { left[Int(row)] -= columns.counts[type] }
    }
    return left
  }

  /// Works out inverse, amounts and prices anew from what is in the basis.
  mutating func invert() {
    sinceInversion = 0
    guard let fresh = inverseOfBasis() else { return startOver() }
    inverse = fresh
    let left = leftByKeys()
    for place in 0..<size { basicAmount[place] = 0 }
    for row in 0..<size where left[row] != 0 {
      for place in 0..<size { basicAmount[place] += left[row] * inverse[row * size + place] }
    }
    keyAmount = columns.counts
    var gains = [Double](repeating: 0, count: size)
    for place in 0..<size {
      if abs(basicAmount[place]) < 1e-11 { basicAmount[place] = 0 }
      let (type, plan) = (Int(basicType[place]), basicPlan[place])
      if type < 0 {
        let range = rows[Int(plan / 2)].prices
        gains[place] = plan % 2 == 0 ? range.lowerBound : -range.upperBound
      } else {
        keyAmount[type] -= basicAmount[place]
        gains[place] = columns.worth(type, plan) - columns.worth(type, key[type])
      }
    }
    for row in 0..<size {
      var sum = 0.0
      for place in 0..<size { sum += gains[place] * inverse[row * size + place] }
      prices[row] = sum
    }
  }

  /// Gauss–Jordan elimination with the largest pivots, by columns; nil when the basis is singular. O(rows³).
  private func inverseOfBasis() -> [Double]? {
    let size = size
    var left = [Double](repeating: 0, count: size * size)
    var right = left
    for place in 0..<size {
      right[place * size + place] = 1
      let (type, plan) = (Int(basicType[place]), basicPlan[place])
      if type < 0 {
        left[place * size + Int(plan / 2)] = plan % 2 == 0 ? 1 : -1
      } else {
        for row in columns.rows(type, plan) { left[place * size + Int(row)] += 1 }
        for row in columns.rows(type, key[type]) { left[place * size + Int(row)] -= 1 }
      }
    }
    // Column operations turn the basis into the identity, and the identity into the inverse.
    for row in 0..<size {
      var chosen = row
      for column in row..<size where abs(left[column * size + row]) > abs(left[chosen * size + row]) { chosen = column }
      let pivot = left[chosen * size + row]
      if abs(pivot) < 1e-10 { return nil }
      if chosen != row {
        for index in 0..<size {
          left.swapAt(chosen * size + index, row * size + index)
          right.swapAt(chosen * size + index, row * size + index)
        }
      }
      for index in 0..<size {
        left[row * size + index] /= pivot
        right[row * size + index] /= pivot
      }
      for column in 0..<size where column != row {
        let factor = left[column * size + row]
        if factor == 0 { continue }
        left.withUnsafeMutableBufferPointer { left in
          for index in 0..<size { left[column * size + index] -= factor * left[row * size + index] }
        }
        right.withUnsafeMutableBufferPointer { right in
          for index in 0..<size { right[column * size + index] -= factor * right[row * size + index] }
        }
      }
    }
    return right
  }
}
