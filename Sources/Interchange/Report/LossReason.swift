import Diagnostics

/// Why something was lost. The raw value is stable: other programs read it.
public enum LossReason: String, Sendable, Hashable, CaseIterable {
  // Moodle's competency frameworks
  case emptyIDNumber = "empty-id-number"
  case emptyShortName = "empty-short-name"
  case zeroText = "zero-text"
  case duplicateIDNumber = "duplicate-id-number"
  case unknownParent = "unknown-parent"
  case droppedParent = "dropped-parent"
  case circularParents = "circular-parents"
  case secondFramework = "second-framework"
  case longText = "long-text"
  case shortName = "short-name"
  case markup = "markup"
  case backslash = "backslash"
  case formula = "formula"
  case equalNumbers = "equal-numbers"
  case secondGroup = "second-group"
  case noGroup = "no-group"
  case emptyGroup = "empty-group"
  case nestedGroup = "nested-group"
  case rule = "rule"
  case scale = "scale"
  case crossReference = "cross-reference"
  case description = "description"

  // What the catalog has and others don't
  case targets = "targets"
  case source = "source"
  case status = "status"
  case organisations = "organisations"
  case otherCode = "other-code"
  case keptFromCatalog = "kept-from-catalog"

  // Test results
  case average = "average"
  case noAttempt = "no-attempt"
  case unfinished = "unfinished"
  case unknownState = "unknown-state"
  case noDate = "no-date"
  case badDate = "bad-date"
  case noGrade = "no-grade"
  case badGrade = "bad-grade"
  case overMaximum = "over-maximum"
  case rounded = "rounded"
  case sameDayAttempt = "same-day-attempt"
  case duplicateResult = "duplicate-result"
  case otherColumn = "other-column"
  case exportDay = "export-day"

  // People
  case noPersonKey = "no-person-key"
  case unknownPerson = "unknown-person"
  case ambiguousEmail = "ambiguous-email"
  case contradictingKeys = "contradicting-keys"

  // CASE
  case malformed = "malformed"
  case noIdentifier = "no-identifier"
  case duplicateIdentifier = "duplicate-identifier"
  case noStatement = "no-statement"
  case madeCode = "made-code"
  case repeatedCode = "repeated-code"
  case unknownAssociation = "unknown-association"
  case otherAssociation = "other-association"
  case unknownNode = "unknown-node"
  case otherField = "other-field"

  // xAPI
  case otherVerb = "other-verb"
  case voiding = "voiding"
  case voided = "voided"
  case duplicateStatement = "duplicate-statement"
  case noAgent = "no-agent"
  case otherHomePage = "other-home-page"
  case noActivity = "no-activity"
  case unknownActivity = "unknown-activity"
  case notCompleted = "not-completed"
  case notPassed = "not-passed"
  case sameCompletion = "same-completion"
}
