-- MDSYS.SDO_POINT_TYPE
DO $$ BEGIN
  CREATE TYPE godwit_oracle.sdo_point_type AS (x numeric, y numeric, z numeric);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

-- MDSYS.SDO_GEOMETRY
DO $$ BEGIN
  CREATE TYPE godwit_oracle.sdo_geometry AS (
    sdo_gtype numeric, sdo_srid numeric, sdo_point godwit_oracle.sdo_point_type, sdo_elem_info numeric[], sdo_ordinates numeric[]);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
