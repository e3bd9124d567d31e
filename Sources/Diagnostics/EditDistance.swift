/// The optimal string alignment distance (insert, delete, replace, swap of neighbours) between two texts, on
/// characters; O(|a|·|b|). Damerau 1964 in the restricted form: no piece is edited twice.
public func editDistance(_ a: String, _ b: String) -> Int {
  let x = Array(a)
  let y = Array(b)
  if x.isEmpty || y.isEmpty { return max(x.count, y.count) }
  var beforeLast = [Int](repeating: 0, count: y.count + 1)
  var last = Array(0...y.count)
  var current = last
  for i in 1...x.count {
    current[0] = i
    for j in 1...y.count {
      let change = x[i - 1] == y[j - 1] ? 0 : 1
      current[j] = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + change)
      if i > 1, j > 1, x[i - 1] == y[j - 2], x[i - 2] == y[j - 1] {
        current[j] = min(current[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last, current) = (last, current, beforeLast)
  }
  return last[y.count]
}

/// The candidate nearest to `text`, or nil when none is near enough to be a slip of the hand.
///
/// Compared in lower case, `ё` as `е`, Latin look-alikes as Cyrillic. Near enough is a third of the longer text, at
/// least 1; failing that, a beginning in common, of four letters or more and most of the shorter text, as another form of
/// the word has («среднего» for «средний», «низкие» for «низкие_результаты»). Ties go to the candidate that stands first.
public func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
  let wanted = LookAlike.fold(text)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let folded = LookAlike.fold(candidate)
    let limit = max(1, max(wanted.count, folded.count) / 3)
    if abs(wanted.count - folded.count) > limit { continue }
    let distance = editDistance(wanted, folded)
    if distance <= limit, distance < (best?.distance ?? Int.max) { best = (candidate, distance) }
  }
  return best?.candidate ?? candidate(beginningLike: wanted, among: candidates)
}

private func candidate(beginningLike wanted: String, among candidates: some Sequence<String>) -> String? {
  guard wanted.count >= 4, wanted.count < 200 else { return nil }
  var best: (candidate: String, length: Int)?
  for candidate in candidates {
    let folded = LookAlike.fold(candidate)
    let length = zip(wanted, folded).prefix { $0 == $1 }.count
    guard length >= 4, 5 * length >= 3 * min(wanted.count, folded.count) else { continue }
    if length > best?.length ?? 0 { best = (candidate, length) }
  }
  return best?.candidate
}
