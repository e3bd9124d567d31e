import Diagnostics
import Foundation

/// Which numbers of a step may be estimates, in words.
public enum EstimateNames {
  /// The hours.
  public static let hours = LocalizedText(ru: "часы", en: "hours")
  /// The dates and seats of a session.
  public static let session = LocalizedText(ru: "даты и места", en: "dates and seats")
  /// The month of an undated measure.
  public static let month = LocalizedText(ru: "месяц проведения", en: "the month")
  /// The expected gain.
  public static let gain = LocalizedText(ru: "прирост баллов", en: "the gain")

  private static let all = [hours, session, month, gain]

  /// Names joined with commas, as they are kept.
  public static func joined(_ names: [LocalizedText], in language: Language) -> String {
    names.map { $0[language] }.joined(separator: ", ")
  }

  /// Joined names in another language; what is no such name stays.
  public static func translated(_ joined: String, to language: Language) -> String {
    joined.components(separatedBy: ", ").map { name in
      all.first { $0.russian == name || $0.english == name }?[language] ?? name
    }.joined(separator: ", ")
  }
}
