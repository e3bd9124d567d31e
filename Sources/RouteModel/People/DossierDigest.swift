extension Dossier {
  /// SHA-256 of everything the dossier says but names: who somebody is called changes no route, so data with and without
  /// names have the same digest. Each part with its length before it, so that no two dossiers that differ in
  /// a fact share a text. The order of rows in the files changes nothing, because the dossier sorts them.
  public var digest: String { Self.digests(of: [self])[0] }

  /// The digests of dossiers, in their order: four are taken in little more than the time of one.
  public static func digests(of dossiers: [Dossier]) -> [String] {
    var digests: [String] = []
    digests.reserveCapacity(dossiers.count)
    var first = 0
    while first < dossiers.count {
      // The texts of four dossiers one behind another.
      var text = DigestText()
      var ends = [0]
      for index in first..<min(dossiers.count, first + 4) {
        var own = DigestText()
        dossiers[index].add(to: &own)
        own.pad()
        own.bytes.withBytes { text.append($0) }
        ends.append(text.bytes.count)
      }
      digests += text.bytes.withBytes { bytes in
        SHA256Lanes.hash(
          padded: ends.indices.dropLast().map { UnsafeBufferPointer(rebasing: bytes[ends[$0]..<ends[$0 + 1]]) })
      }
      first += 4
    }
    return digests
  }

  private func add(to text: inout DigestText) {
    text.add("dossier/2")
    add(person, to: &text)
    if let organisation { add(organisation, to: &text) }
    addScores(to: &text)
    for value in indicators {
      text.add("indicator")
      text.add(value.indicator)
      text.add(value.period.from)
      text.add(value.period.to)
      switch value.value {
      case .boolean(let flag): text.add(flag ? "yes" : "no")
      case .number(let number): text.add(number.hundredths)
      }
      text.add(value.source)
    }
    for completion in completions {
      text.add("completion")
      text.add(completion.measure.text)
      text.add(completion.date)
      text.add(completion.hours)
      text.add(completion.document)
      if completion.started != nil || completion.session != nil {
        text.add("of")
        text.add(completion.started)
        text.add(completion.session)
      }
    }
    for entry in started {
      text.add("started")
      text.add(entry.measure.text)
      text.add(entry.started)
      text.add(entry.session)
      text.add(entry.ends)
    }
  }

  /// A test is said once, where its first result stands, and named by its number from then on: most results of a person
  /// come from one or two tests. One that was not said lately may be said again.
  private func addScores(to text: inout DigestText) {
    var tests: [Int] = []
    text.add("scores")
    text.add(scores.count)
    for index in scores.indices {
      text.add(scores[index].competency.text)
      text.add(scores[index].points.hundredths)
      let lately = tests.suffix(16)
      if let known = lately.firstIndex(where: { scores[$0].isOfSameTest(as: scores[index]) }) {
        text.add(known)
        continue
      }
      text.add(tests.count)
      text.add(scores[index].date)
      text.add(scores[index].form)
      text.add(scores[index].items)
      text.add(scores[index].wave == .pretest ? "pretest" : "retest")
      tests.append(index)
    }
  }

  private func add(_ person: Person, to text: inout DigestText) {
    text.add(person.id)
    text.add(person.municipality)
    text.add(person.organisation)
    text.add(person.organisationKind?.spellings.english)
    text.add(person.position)
    text.add(person.role.spellings.english)
    text.add(person.appointedOn)
    text.add(person.hasManagementRetraining.map { $0 ? "yes" : "no" })
    text.add(
      person.formats.map { formats in
        Format.allCases.filter(formats.contains).map(\.spellings.english).joined(separator: ",")
      })
    text.add(person.team)
    text.add(person.mentor.map { _ in "yes" })
  }

  private func add(_ organisation: Organisation, to text: inout DigestText) {
    text.add("organisation")
    text.add(organisation.id)
    text.add(organisation.name)
    text.add(organisation.municipality)
    text.add(organisation.kind?.spellings.english)
    let features = organisation.features.map {
      "\($0.feature.spellings.english)|\($0.date?.iso ?? "")|\($0.source ?? "")"
    }
    for feature in features.sorted() { text.add(feature) }
  }
}

extension Score {
  /// Whether both come from one test, as far as rows tell tests apart.
  fileprivate func isOfSameTest(as other: Score) -> Bool {
    guard date == other.date, wave == other.wave, items == other.items else { return false }
    // By bytes, as they go into digests: equal texts may be written in different ways.
    guard let form, let otherForm = other.form else { return form == nil && other.form == nil }
    return form.utf8.elementsEqual(otherForm.utf8)
  }
}

/// The text a digest is taken of: parts, each after its length in bytes and a colon; `-:` for an absent one.
private struct DigestText: ~Copyable {
  private(set) var bytes = ByteBuffer()
  private var lastDate: CalendarDate?
  private var lastComponents = (year: 0, month: 0, day: 0)

  /// Ends a message as SHA-256 wants it.
  mutating func pad() { SHA256.pad(&bytes) }

  mutating func append(_ padded: UnsafeBufferPointer<UInt8>) { bytes.append(padded) }

  mutating func add(_ part: String?) {
    guard var part else {
      bytes.append(UInt8(ascii: "-"))
      bytes.append(UInt8(ascii: ":"))
      return
    }
    part.withUTF8 { utf8 in
      append(length: utf8.count)
      bytes.append(utf8)
    }
  }

  mutating func add(_ number: Int?) {
    guard let number, number >= 0, number < 100_000 else { return add(number.map { String($0) }) }
    let length = number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : number < 10_000 ? 4 : 5
    append(length: length)
    append(digits: number)
  }

  /// As `CalendarDate.iso` writes it.
  mutating func add(_ date: CalendarDate?) {
    guard let date else { return add(nil as String?) }
    // Most dates of a dossier are those of one test.
    let (year, month, day) = date == lastDate ? lastComponents : date.components
    (lastDate, lastComponents) = (date, (year, month, day))
    guard (1000...9999).contains(year) else { return add(date.iso) }
    append(length: 10)
    append(digits: year)
    append(twoDigits: month)
    append(twoDigits: day)
  }

  private mutating func append(twoDigits number: Int) {
    bytes.append(UInt8(ascii: "-"))
    bytes.append(UInt8(ascii: "0") + UInt8(number / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private mutating func append(length: Int) {
    if length < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(length))
    } else {
      append(digits: length)
    }
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func append(digits number: Int) {
    if number >= 10 { append(digits: number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
