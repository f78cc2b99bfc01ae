
-- sequence public.article_id_seq
CREATE SEQUENCE public.article_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

-- table public.article
CREATE TABLE public.article (
    id integer NOT NULL,
    title text,
    body text
);
ALTER SEQUENCE public.article_id_seq OWNED BY public.article.id;
ALTER TABLE ONLY public.article ALTER COLUMN id SET DEFAULT nextval('public.article_id_seq'::regclass);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (id);

-- table public.tag
CREATE TABLE public.tag (
    article_id integer,
    word text
);

-- table public.tag
ALTER TABLE ONLY public.tag
    ADD CONSTRAINT tag_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);

-- materialized view public.words
CREATE MATERIALIZED VIEW public.words AS
 SELECT tag.word,
    count(*) AS count
   FROM public.tag
  GROUP BY tag.word;
