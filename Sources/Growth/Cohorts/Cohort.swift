import Diagnostics
import RouteModel

/// A group of people whose growth is summed up.
public enum Cohort: Sendable, Hashable {
  /// Everybody.
  case all
  /// The people of a role.
  case role(Role)
  /// The people of a municipality, by its key; nil for those without one.
  case municipality(String?)
  /// The people whose route was followed between the tests, or was not.
  case route(followed: Bool)

  /// How output names it; a municipality by its key.
  public var title: LocalizedText {
    switch self {
    case .all: LocalizedText(ru: "все", en: "all")
    case .role(.reserve): LocalizedText(ru: "кадровый резерв", en: "leadership reserve")
    case .role(let role): LocalizedText(ru: role.spelling(in: .russian), en: role.spelling(in: .english))
    case .municipality(let key?): LocalizedText(verbatim: key)
    case .municipality(nil): LocalizedText(ru: "муниципалитет не указан", en: "municipality not stated")
    case .route(followed: true): LocalizedText(ru: "маршрут пройден", en: "route followed")
    case .route(followed: false): LocalizedText(ru: "маршрут не пройден", en: "route not followed")
    }
  }
}
