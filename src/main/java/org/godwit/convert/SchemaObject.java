package org.godwit.convert;

import java.util.List;
import java.util.Set;

/**
 * An object of the source.
 *
 * @param pieces all statements that make, change or describe it, in their order
 * @param dependencies objects of the same source that it names
 */
public record SchemaObject(ObjectId id, List<Piece> pieces, Set<ObjectId> dependencies) {}
