/** Tasks against real servers: whole runs, stops, kills, bad rows, broken codecs. */
package org.godwit.task;
