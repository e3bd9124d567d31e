import Diagnostics

/// Where a version of a route stands on its way.
///
/// draft → on approval → approved → in progress → completed; from «on approval» it can go back to draft. A later version
/// replaces an earlier one when it is approved.
public enum RouteState: String, Sendable, Hashable, CaseIterable {
  /// Made, shown to nobody yet.
  case draft
  /// With those who approve.
  case onApproval = "on-approval"
  /// Approved: what the person works by.
  case approved
  /// At least one step is completed.
  case inProgress = "in-progress"
  /// Every step is completed.
  case completed
  /// A later version was approved.
  case replaced

  /// The state in words.
  public var name: LocalizedText {
    switch self {
    case .draft: LocalizedText(ru: "черновик", en: "draft")
    case .onApproval: LocalizedText(ru: "на утверждении", en: "on approval")
    case .approved: LocalizedText(ru: "утверждён", en: "approved")
    case .inProgress: LocalizedText(ru: "выполняется", en: "in progress")
    case .completed: LocalizedText(ru: "завершён", en: "completed")
    case .replaced: LocalizedText(ru: "заменён", en: "replaced")
    }
  }

  /// Whether the person works by a route in this state.
  public var isInForce: Bool { self == .approved || self == .inProgress || self == .completed }
}
