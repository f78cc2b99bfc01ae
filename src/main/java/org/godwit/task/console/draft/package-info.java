/** Tasks that are being described step by step: the draft, the tree of tables, the preview. */
@NullMarked
package org.godwit.task.console.draft;

import org.jspecify.annotations.NullMarked;
