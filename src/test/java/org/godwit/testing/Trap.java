package org.godwit.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the known traps of moving data, by the numbers of {@link Traps}, that a test holds to. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Trap {
  /** The numbers. */
  int[] value();
}
