import RouteModel

/// Dates as Moodle prints them: «15 мая 2023, 10:30», «Monday, 15 May 2023, 10:30 AM».
///
/// Its formats are `strftimedatetime` and `strftimedaydatetime` of the language packs; a quiz report puts a space in
/// place of each comma. Strict: a weekday has to be the date's, the time has to be a time, nothing may stand around it.
enum MoodleDate {
  /// The date; nil when the text is anything else.
  static func parse(_ text: String) -> CalendarDate? {
    var words = text.split { $0 == "," || $0.isWhitespace }.map { $0.lowercased() }[...]
    let weekday = words.first.flatMap { weekdays[$0] }
    if weekday != nil { words.removeFirst() }
    guard let date = date(&words) else { return nil }
    if words.first == "г." || words.first == "г" { words.removeFirst() }
    guard isTime(words) else { return nil }
    // 1970-01-01 was a Thursday, day 3 of a week that begins on Monday.
    if let weekday, ((date.dayNumber + 3) % 7 + 7) % 7 != weekday { return nil }
    return date
  }

  /// Takes the date: `15 мая 2023`, `May 15 2023`, `15.05.2023`, `2023-05-15`.
  private static func date(_ words: inout ArraySlice<String>) -> CalendarDate? {
    if let first = words.first, let date = CalendarDate(parsing: first) {
      words.removeFirst()
      return date
    }
    guard words.count >= 3 else { return nil }
    let parts = Array(words.prefix(3))
    words = words.dropFirst(3)
    let (day, month) = months[parts[0]] == nil ? (parts[0], parts[1]) : (parts[1], parts[0])
    guard let number = months[month], let day = number2(day), parts[2].count == 4, let year = digits(parts[2]) else {
      return nil
    }
    return CalendarDate(year: year, month: number, day: day)
  }

  /// Nothing, `10:30`, `10:30:15`, or with a half of the day after it.
  private static func isTime(_ words: ArraySlice<String>) -> Bool {
    guard let clock = words.first else { return true }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), let hour = number2(parts[0]), parts.dropFirst().allSatisfy({ $0.count == 2 })
    else { return false }
    let minutes = parts.dropFirst().compactMap { digits($0) }
    guard minutes.count == parts.count - 1, minutes.allSatisfy({ $0 < 60 }) else { return false }
    let half = words.dropFirst().joined(separator: " ")
    if half.isEmpty { return hour < 24 }
    return ["am", "pm", "до полудня", "после полудня"].contains(half) && (1...12).contains(hour)
  }

  private static func number2(_ text: String) -> Int? { text.count <= 2 ? digits(text) : nil }

  private static func digits(_ text: String) -> Int? {
    !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) } ? Int(text) : nil
  }

  private static let months: [String: Int] = names(
    [
      ["января", "январь", "янв", "янв.", "january", "jan"], ["февраля", "февраль", "фев", "февр.", "february", "feb"],
      ["марта", "март", "мар", "мар.", "march", "mar"], ["апреля", "апрель", "апр", "апр.", "april", "apr"],
      ["мая", "май", "may"], ["июня", "июнь", "июн", "июн.", "june", "jun"],
      ["июля", "июль", "июл", "июл.", "july", "jul"], ["августа", "август", "авг", "авг.", "august", "aug"],
      ["сентября", "сентябрь", "сен", "сент.", "september", "sep"],
      ["октября", "октябрь", "окт", "окт.", "october", "oct"],
      ["ноября", "ноябрь", "ноя", "нояб.", "november", "nov"],
      ["декабря", "декабрь", "дек", "дек.", "december", "dec"],
    ], from: 1)

  private static let weekdays: [String: Int] = names(
    [
      ["понедельник", "пн", "monday", "mon"], ["вторник", "вт", "tuesday", "tue"], ["среда", "ср", "wednesday", "wed"],
      ["четверг", "чт", "thursday", "thu"], ["пятница", "пт", "friday", "fri"], ["суббота", "сб", "saturday", "sat"],
      ["воскресенье", "вс", "sunday", "sun"],
    ], from: 0)

  private static func names(_ lists: [[String]], from first: Int) -> [String: Int] {
    var result: [String: Int] = [:]
    for (offset, list) in lists.enumerated() { for name in list { result[name] = first + offset } }
    return result
  }
}
