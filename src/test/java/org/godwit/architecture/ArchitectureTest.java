package org.godwit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The arrows between packages, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "org.godwit", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule PURE_PACKAGES_KNOW_NO_CONNECTION_AND_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.godwit.catalog..",
              "org.godwit.sql..",
              "org.godwit.mapping..",
              "org.godwit.codec..",
              "org.godwit.convert..",
              "org.godwit.engine.*.sql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "io.quarkus..", "jakarta..");

  @ArchTest
  static final ArchRule THE_COMMON_TREE_KNOWS_NOTHING_BUT_ITSELF =
      noClasses()
          .that()
          .resideInAPackage("org.godwit.sql..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.godwit..")
                  .and(DescribedPredicate.not(resideInAPackage("org.godwit.sql.."))));

  @ArchTest
  static final ArchRule A_DIALECT_KNOWS_THE_TREE_AND_NO_CONNECTION_OF_ITS_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("org.godwit.engine.*.sql..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.godwit..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage("org.godwit.sql..", "org.godwit.engine.*.sql.."))));

  @ArchTest
  static final ArchRule A_TASK_RUNS_WITHOUT_THE_CONSOLE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.godwit.task",
              "org.godwit.task.load..",
              "org.godwit.task.cdc..",
              "org.godwit.task.control..",
              "org.godwit.task.validate..",
              "org.godwit.task.settings..",
              "org.godwit.engine..",
              "org.godwit.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..");

  @ArchTest
  static final ArchRule VALIDATION_TRUSTS_NOTHING_OF_THE_LOAD =
      noClasses()
          .that()
          .resideInAPackage("org.godwit.task.validate..")
          .or()
          .haveSimpleNameEndingWith("CanonicalText")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.godwit.codec..", "org.godwit.task.load..");

  @ArchTest
  static final ArchRule AN_ENGINE_IS_SEEN_ONLY_THROUGH_THE_REGISTRY =
      noClasses()
          .that(isOutsideOfEngineFolders())
          .and()
          .doNotHaveFullyQualifiedName("org.godwit.engine.Engines")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.godwit.engine.*..");

  @ArchTest
  static final ArchRule ENGINES_KNOW_NOT_EACH_OTHER =
      slices()
          .matching("org.godwit.engine.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("org.godwit.engine.mariadb.."),
              resideInAPackage("org.godwit.engine.mysql.."));

  @ArchTest
  static final ArchRule ENGINES_SEE_ONLY_WHAT_IS_BELOW_THEM =
      noClasses()
          .that()
          .resideInAPackage("org.godwit.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.godwit.mapping..",
              "org.godwit.task..",
              "org.godwit.endpoint..",
              "org.godwit.project..",
              "org.godwit.security..",
              "org.godwit.web..",
              "org.godwit.cli..");

  @ArchTest
  static final ArchRule PAGES_ARE_WEB_AND_API_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.godwit.web..", "org.godwit.api..", "org.godwit.security..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..");

  @ArchTest
  static final ArchRule THE_DOMAIN_KNOWS_NO_PAGES =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.godwit.web..", "org.godwit.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.godwit.web..", "org.godwit.cli..");

  @ArchTest
  static final ArchRule TIME_COMES_FROM_A_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .because("a " + Clock.class.getSimpleName() + " is passed in, and waits have conditions");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  @ArchTest
  static final ArchRule TOP_PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.godwit.(*)..").should().beFreeOfCycles();

  private static DescribedPredicate<JavaClass> isOutsideOfEngineFolders() {
    return DescribedPredicate.describe(
        "outside of engine folders",
        type -> !type.getPackageName().startsWith("org.godwit.engine."));
  }
}
