package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.godwit.conversion.Conversions;
import org.godwit.conversion.ObjectTree;
import org.godwit.conversion.StoredConversion;
import org.godwit.project.Access;

/** Conversions for pages. */
@ApplicationScoped
public class ConversionViews {
  private final Conversions conversions;
  private final ObjectTree tree;
  private final Access access;

  ConversionViews(Conversions conversions, ObjectTree tree, Access access) {
    this.conversions = conversions;
    this.tree = tree;
    this.access = access;
  }

  /** The one of that id, for those who may see it. */
  ConversionView see(long id) {
    StoredConversion conversion = conversions.see(id);
    return new ConversionView(
        conversion, access.see(conversion.projectId), conversions.mayEdit(conversion), tree);
  }
}
