package org.godwit.conversion;

/** Where a conversion stands. */
public enum ConversionState {
  /** Scripts are being read, converted and tried. */
  CONVERTING,
  /** Its objects can be looked at. */
  READY,
  /** It ended without a result; the failure says why. */
  FAILED
}
