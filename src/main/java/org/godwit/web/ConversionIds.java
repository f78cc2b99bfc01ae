package org.godwit.web;

import io.quarkus.qute.TemplateExtension;

/** The ids of elements on the pages of conversions: {@code {conversionIds:tree}}. */
@TemplateExtension(namespace = "conversionIds")
public final class ConversionIds {
  private ConversionIds() {}

  /** How far a conversion is, and what it came to. */
  public static String head() {
    return "conversion-head";
  }

  /** The source's tree. */
  public static String tree() {
    return "conversion-tree";
  }

  /** The target's tree. */
  public static String target() {
    return "conversion-target";
  }

  /** The form of objects that are ticked in the target's tree. */
  public static String picked() {
    return "conversion-picked";
  }

  /** What a trial of an object says. */
  public static String trial() {
    return "conversion-trial";
  }

  /** How far an application is. */
  public static String application() {
    return "conversion-application";
  }

  /** A comparison with a target. */
  public static String drift() {
    return "conversion-drift";
  }
}
